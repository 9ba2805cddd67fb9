/**
 * Lets React go on where somebody else moved or removed its nodes: what was moved is removed from where it stands, what
 * is gone needs no removing, and what was to stand before a node that is elsewhere stands last.
 *
 * A browser's translation that writes whole sentences anew (Firefox) puts elements of a sentence in another order,
 * and drops those that the other language has no words for. `ui/jsx` keeps text nodes safe; this is for the elements
 * (facebook/react issue 11538). Imported once, before anything is drawn.
 */
interface Places {
  removeChild: (this: Node, child: Node) => Node;
  insertBefore: (this: Node, node: Node, next: Node | null) => Node;
}

const places: Places = Node.prototype;
const { removeChild, insertBefore } = places;

places.removeChild = (child) => (child.parentNode ? removeChild.call(child.parentNode, child) : child);

places.insertBefore = function (node, next) {
  return insertBefore.call(this, node, next?.parentNode === this ? next : null);
};
