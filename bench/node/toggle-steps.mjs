/**
 * One control after the other, over every metric, reading, scope and method that runs no masked copies; every step
 * changes the map and needs no forward pass. Steps that a method bars, or that stand there already, are passed over.
 */
export const STEPS = [
  ['Metric', 'Euclidean'],
  ['Explain', "This layer's similarity"],
  ['CIS', 'normalized'],
  ['Metric', 'Cosine'],
  ['CIS', 'gradient'],
  ['Explain', 'Final similarity'],
  ['Metric', 'Euclidean'],
  ['Metric', 'Cosine'],
  ['CIS', 'contribution'],
  ['Method', 'decomposition'],
  ['Metric', 'Euclidean'],
  ['Method', 'grad-cam'],
  ['Explain', 'Final similarity'],
  ['Metric', 'Cosine'],
  ['Method', 'hires-cam'],
  ['Method', 'layer-cam'],
  ['Method', 'grad-cam-plus-plus'],
  ['Method', 'xgrad-cam'],
  ['Metric', 'Euclidean'],
  ['Method', 'relevance-cam'],
  ['Metric', 'Cosine'],
  ['Explain', "This layer's similarity"],
  ['Method', 'silencing'],
  ['Metric', 'Euclidean'],
  ['Metric', 'Cosine'],
  ['Method', 'eigen-cam'],
  ['Method', 'random'],
  ['Method', 'mean-activation'],
  ['Method', 'sfam'],
  ['Explain', 'Final similarity'],
];

/** Methods that run the network on masked copies: no toggles. */
export const MASKING = ['occlusion', 'rise', 'distance-explainer'];
