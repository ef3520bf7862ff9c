// The layers of a laid-out graph: where its nodes and the places of its edges stand, and what they leave free.
#ifndef CGRAPHVIZ_LAYERS_H
#define CGRAPHVIZ_LAYERS_H

#include "Internal.h"

/// Lines keep this far from nodes.
static const double clearance = 4;
/// Lines turn towards their node this far above it, so that heads stand steep.
static const double approach = 14;

/// A part of a layer, from left to right.
typedef struct {
  double left, right;
} Stretch;

/// What is known of a laid-out graph. All points are in the frame of the layers, which run from top to bottom, as the
/// engine had them before it turned and moved the page.
typedef struct {
  graph_t *graph;
  bool isTurned;
  /// From a place on the page, turned back, to the frame of the layers.
  pointf shift;
  /// What the nodes of each layer leave free around each place, by layer and place.
  Stretch **free;
} Frame;

/// An opening in the way from one node to another: a height and the stretch that is free there.
typedef struct {
  double y, left, right;
} Gate;

/// Whether it is a node of the graph and not the place of an edge; the header does not name the value.
static inline bool isReal(node_t *node) { return ND_node_type(node) == 0; }

/// The centre of any node in the frame of the layers.
static inline pointf centre(const Frame *frame, node_t *node) {
  pointf point = ND_coord(node);
  if (!isReal(node)) { return point; }
  if (frame->isTurned) { point = (pointf){point.y, -point.x}; }
  return (pointf){point.x + frame->shift.x, point.y + frame->shift.y};
}

static inline pointf onPage(const Frame *frame, pointf point) {
  point = (pointf){point.x - frame->shift.x, point.y - frame->shift.y};
  return frame->isTurned ? (pointf){-point.y, point.x} : point;
}

static inline double halfWidth(const Frame *frame, node_t *node) {
  return 36 * (frame->isTurned ? ND_height(node) : ND_width(node));
}

static inline double halfHeight(const Frame *frame, node_t *node) {
  return 36 * (frame->isTurned ? ND_width(node) : ND_height(node));
}

/// Reads the layers; `CGraphvizForgetLayers` gives back their storage.
Frame CGraphvizReadLayers(graph_t *graph);
void CGraphvizForgetLayers(Frame *frame);

/// The stretch between the nodes to both sides, where the places of other edges do not count: where a line enters and
/// leaves a layer it only has to miss the nodes.
Gate CGraphvizGapAround(const Frame *frame, node_t *node);

/// The stretch of a layer that the place of an edge has to itself, halfway to the places beside it.
Gate CGraphvizGateAt(const Frame *frame, node_t *node);

/// How far below a layer (`step` 1) or above it (-1) lines turn towards their node.
double CGraphvizApproachAt(const Frame *frame, int rank, int step);

#endif
