/**
 * What preparation has to be told of a model; all else it reads off the graph.
 *
 * @typedef {object} ModelSource
 * @property {import('../../src/core/models/model.ts').BuiltInId} id
 * @property {string} label
 * @property {string} summary one sentence: what the features are good for
 * @property {string} input the placeholder's name
 * @property {readonly number[]} sizes square input sizes offered, in pixels
 * @property {number} defaultSize
 * @property {string} embedding the node to cut after; the embedding is its mean over positions
 * @property {boolean} isFused published with its convolutions fused: nothing is left to fold into them
 * @property {(node: string) => string} blockLabel short name of the block a node belongs to
 * @property {string} file inside the package, without extension
 * @property {{ json: string, bin: string }} sha256 of the published files
 * @property {string} architecture
 * @property {string} trainedOn
 */
export {};
