import { PARTNERS_FOR_P, type PartnerRank } from './partner-rank.ts';

/** Where one image's map is largest, if that is a corner. */
export interface CornerMaximum {
  readonly image: 'A' | 'B';
  readonly corner: string;
  /** Maps of this image for other partners that are largest in the same corner, of how many. */
  readonly shared: number;
  readonly of: number;
}

/** What the maps of the same images for other partners came to. */
export interface OthersTried {
  /** Of what the pair's score loses without each map's strongest cells; null where the map is made of just that. */
  readonly rank: PartnerRank | null;
  /** The map is that loss to first order: to rank first says little. */
  readonly slope: boolean;
  /** Middle magnitude of the rank correlations with the maps on screen, of the image whose map moved least. */
  readonly likeness: number;
  /** Rank correlation with the map for a blank image, the same image counting; null where that was not made. */
  readonly blank: number | null;
}

/** All that a first look knows of a result. */
export interface FirstLookFacts {
  /** Of the method. */
  readonly label: string;
  readonly looksAtPartner: boolean;
  /** To this network the two images are the same, and each map explains one by itself. */
  readonly identical: boolean;
  /** Neither map has a place that stands out. */
  readonly flat: boolean;
  /** Pearson correlation with the control of activity, of the image that follows it most; null: undefined. */
  readonly activity: { readonly called: string; readonly image: 'A' | 'B'; readonly r: number } | null;
  readonly corners: readonly CornerMaximum[];
  /** Other partners, of how many, whose maps have as strong corners as those on screen; null: none stand out there. */
  readonly allCorners: { readonly shared: number; readonly of: number } | null;
  /** Or why no map was made for another partner, in a whole sentence. */
  readonly others: OthersTried | string;
}

export type FirstLookKind = 'none' | 'bad' | 'mixed' | 'good';

/** What may be believed of a map at first sight. */
export interface FirstLook {
  readonly kind: FirstLookKind;
  /** A few words. */
  readonly title: string;
  /** What that stands on: a sentence or two. */
  readonly words: string;
  /** What strong corners are, in a sentence; null where they are none, or not those of most other partners too. */
  readonly corners: string | null;
}

/** The limits of `sanity-verdict.ts` and of the words beside the control of activity. Conventions, not laws. */
const UNMOVED = 0.99;
const MUCH = 0.7;
const ACTIVE = 0.6;

/**
 * The cheap verdict that stands beside every score: it tries the features of the layer, not the pixels under them,
 * and is no substitute for the tests that it leads to. Where partners are too few for a small p it speaks of ranks.
 */
export function firstLook(facts: FirstLookFacts): FirstLook {
  const corners = cornersOfAny(facts);
  return { ...verdict(facts, corners !== null), corners };
}

function verdict(facts: FirstLookFacts, ofAny: boolean): Omit<FirstLook, 'corners'> {
  const { label, looksAtPartner, identical, flat, others } = facts;
  if (!looksAtPartner) return say('bad', 'Not about this pair', `${label} never looks at the other image.`);
  if (identical)
    return say(
      'none',
      'Nothing to tell apart',
      'To this network the two images are the same: each map explains an image by itself.',
    );
  if (flat) return say('none', 'Nothing stands out', 'Both maps have the same value everywhere.');

  const cautions = cautionsOf(facts, ofAny);
  const careful = cautions.length > 0 || ofAny;
  const but = cautions.length > 0 ? ` But ${cautions.join('; ')}.` : '';
  if (typeof others === 'string') {
    if (cautions.length === 0) return say('none', 'Not tried with other partners', others);
    return say('mixed', 'With care', `${upper(cautions.join('; '))}. ${others}`);
  }
  const { rank, likeness } = others;
  if (shown(likeness) >= UNMOVED)
    return say(
      'bad',
      'Hardly about this pair',
      `With other partners the map of at least one image ranks its places as before, up to sign (|ρ| = ${likeness.toFixed(2)}).`,
    );
  if (rank === null)
    return say(
      careful ? 'mixed' : 'good',
      careful ? 'With care' : 'Exact for the features',
      `Each value is what the score loses without a place of this layer, by definition; whether the pixels there matter is for the tests.${but}`,
    );
  const beaten = rank.rank - 1;
  const tried = rank.of - 1;
  const end =
    rank.independent < PARTNERS_FOR_P
      ? `rank ${rank.rank} of ${rank.of}`
      : `rank ${rank.rank} of ${rank.of}, p = ${rank.p.toFixed(3)}`;
  const made = tried === 1 ? 'the map made for another partner' : `of ${tried} maps made for other partners`;
  const more = 'at features that this pair’s score hangs on more';
  if (beaten === 0 && others.slope)
    return say(
      careful ? 'mixed' : 'good',
      careful ? 'With care' : 'Holds for the features',
      `Each value is nearly what this pair’s score loses without a place of this layer, so ${tried === 1 ? `${made} points no better` : `none ${made} points better`} (${end}). Whether the pixels there matter is for the tests.${but}`,
    );
  if (beaten === 0)
    return say(
      careful ? 'mixed' : 'good',
      careful ? 'With care' : 'Holds at first sight',
      `${tried === 1 ? `${upper(made)} does not point` : `${upper(made)} none points`} ${more} (${end}).${but}`,
    );
  const points = `${tried === 1 ? `${upper(made)} points` : `${upper(made)} ${beaten} point${beaten === 1 ? 's' : ''}`} ${more}, or as much (${end}).`;
  return 2 * beaten > tried
    ? say('bad', 'Hardly this pair’s reasons', `${points}${also(cautions)}`)
    : say('mixed', 'With care', `${points}${also(cautions)}`);
}

/** @param ofAny strong corners have a sentence of their own. */
function cautionsOf({ activity, corners, others }: FirstLookFacts, ofAny: boolean): string[] {
  const found: string[] = [];
  if (typeof others !== 'string' && shown(others.likeness) >= MUCH) {
    const blank = others.blank !== null && shown(others.blank) >= MUCH ? ', that for a blank image too' : '';
    found.push(`maps for other partners are much alike (|ρ| = ${others.likeness.toFixed(2)}${blank})`);
  } else if (typeof others !== 'string' && others.blank !== null && shown(others.blank) >= MUCH)
    found.push(`the map for a blank image is much alike (|ρ| = ${others.blank.toFixed(2)})`);
  if (activity !== null && shown(activity.r) >= ACTIVE)
    found.push(`${activity.image}’s map follows ${activity.called} (r = ${activity.r.toFixed(2)})`);
  for (const { image, corner, shared, of } of ofAny ? [] : corners) {
    const too =
      of === 0 ? '' : shared === 0 ? ', for this partner only' : `, as for ${shared} of ${of} other partners`;
    found.push(`${image}’s map is largest in the ${corner}${too}`);
  }
  return found;
}

function cornersOfAny({ allCorners }: FirstLookFacts): string | null {
  if (allCorners === null || 2 * allCorners.shared <= allCorners.of) return null;
  const { shared, of } = allCorners;
  return `Corners stand out, as for ${shared} of ${of} other partners: to a network that pads pictures with zeros all corners are alike.`;
}

const say = (kind: FirstLookKind, title: string, words: string) => ({ kind, title, words });
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const also = (cautions: readonly string[]) => (cautions.length > 0 ? ` Also, ${cautions.join('; ')}.` : '');
/** Compared as shown: words never contradict the number beside them. */
const shown = (value: number) => Number(value.toFixed(2));
