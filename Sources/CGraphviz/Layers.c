// Finds out where the places of edges stand in the layers, and what the nodes leave free.

#include "Layers.h"

#include <math.h>
#include <stdlib.h>

static int byValue(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/// The value that most of `values` share; 0 when there is none.
static double shared(double *values, size_t count) {
  qsort(values, count, sizeof *values, byValue);
  double best = 0;
  size_t bestLength = 0;
  for (size_t start = 0; start < count;) {
    size_t end = start;
    while (end < count && values[end] - values[start] < 0.02) { end += 1; }
    if (end - start > bestLength) {
      bestLength = end - start;
      best = values[start];
    }
    start = end;
  }
  return best;
}

/// Finds out how far the page was moved. The engine moves nodes and forgets to move the places of edges, and does not tell.
///
/// Two things say: most edges run straight on from a node to the first place, and most places stand as close
/// to a node as they may.
static void findShift(Frame *frame) {
  graph_t *graph = frame->graph;
  rank_t *ranks = GD_rank(graph);
  size_t count = 0, capacity = 0;
  for (int rank = GD_minrank(graph); rank <= GD_maxrank(graph); rank += 1) {
    for (int place = 0; place < ranks[rank].n; place += 1) {
      capacity += (size_t)(1 + ND_out(ranks[rank].v[place]).size + ND_in(ranks[rank].v[place]).size);
    }
  }
  double *across = malloc((capacity + 1) * sizeof *across);
  if (across == NULL) { return; }
  bool isHeightKnown = false;
  double room = GD_nodesep(graph);
  for (int rank = GD_minrank(graph); rank <= GD_maxrank(graph); rank += 1) {
    node_t *real = NULL, *other = NULL;
    for (int place = 0; place < ranks[rank].n; place += 1) {
      node_t *node = ranks[rank].v[place];
      if (isReal(node)) { real = node; } else { other = node; }
      if (place > 0 && isReal(node) != isReal(ranks[rank].v[place - 1])) {
        node_t *before = ranks[rank].v[place - 1];
        double width = (isReal(before) ? halfWidth(frame, before) : ND_rw(before)) +
                       (isReal(node) ? halfWidth(frame, node) : ND_lw(node)) + room;
        // The shift is still 0 here, so that this is what it has to make up for.
        double gap = centre(frame, node).x - centre(frame, before).x - width;
        across[count++] = isReal(before) ? gap : -gap;
      }
      if (!isReal(node)) { continue; }
      for (int index = 0; index < ND_out(node).size && count < capacity; index += 1) {
        node_t *next = aghead(ND_out(node).list[index]);
        if (!isReal(next)) { across[count++] = centre(frame, next).x - centre(frame, node).x; }
      }
      for (int index = 0; index < ND_in(node).size && count < capacity; index += 1) {
        node_t *next = agtail(ND_in(node).list[index]);
        if (!isReal(next)) { across[count++] = centre(frame, next).x - centre(frame, node).x; }
      }
    }
    if (!isHeightKnown && real != NULL && other != NULL) {
      frame->shift.y = centre(frame, other).y - centre(frame, real).y;
      isHeightKnown = true;
    }
    // The engine sets its lowest layer on the ground.
    if (!isHeightKnown && rank == GD_maxrank(graph) && real != NULL) {
      frame->shift.y = ranks[rank].ht1 - centre(frame, real).y;
    }
  }
  frame->shift.x = shared(across, count);
  free(across);
}

/// Where a line may pass beside a node or a label: `side` is -1 for its left border and 1 for its right one.
static double borderOf(const Frame *frame, node_t *node, int side) {
  double x = centre(frame, node).x;
  if (isReal(node)) { return x + side * (halfWidth(frame, node) + clearance); }
  // The text stands to the right of its line.
  return side < 0 ? x - clearance : x + ND_rw(node) + clearance;
}

/// Notes for each place what the nodes and labels to both sides leave free. Only their order counts, so that no line runs
/// through a node even where the places of edges are not quite where the engine had them.
static void findFree(Frame *frame) {
  graph_t *graph = frame->graph;
  int least = GD_minrank(graph), most = GD_maxrank(graph);
  if (most < least) { return; }
  frame->free = calloc((size_t)(most - least) + 1, sizeof *frame->free);
  if (frame->free == NULL) { return; }
  for (int rank = least; rank <= most; rank += 1) {
    const rank_t *layer = &GD_rank(graph)[rank];
    if (layer->n <= 0) { continue; }
    Stretch *free = calloc((size_t)layer->n, sizeof *free);
    frame->free[rank - least] = free;
    if (free == NULL) { continue; }
    double limit = -INFINITY;
    for (int place = 0; place < layer->n; place += 1) {
      node_t *node = layer->v[place];
      free[place].left = limit;
      if (isReal(node) || ND_label(node) != NULL) { limit = fmax(limit, borderOf(frame, node, 1)); }
    }
    limit = INFINITY;
    for (int place = layer->n - 1; place >= 0; place -= 1) {
      node_t *node = layer->v[place];
      free[place].right = limit;
      if (isReal(node) || ND_label(node) != NULL) { limit = fmin(limit, borderOf(frame, node, -1)); }
    }
  }
}

void CGraphvizForgetLayers(Frame *frame) {
  if (frame->free == NULL) { return; }
  for (int rank = 0; rank <= GD_maxrank(frame->graph) - GD_minrank(frame->graph); rank += 1) { free(frame->free[rank]); }
  free(frame->free);
}

/// The stretch next to `x` that no node of a layer takes. Dot now and then lays nodes on each other, or in another order
/// than that of the layer, and then no stretch lies between those to both sides.
static Stretch freeNear(const Frame *frame, const rank_t *layer, double x) {
  double leftmost = x, rightmost = x;
  // Steps aside to both sides until nothing is in the way, over so many nodes at the most.
  for (int side = -1; side <= 1; side += 2) {
    double at = x;
    bool isBlocked = true;
    for (int step = 0; isBlocked && step < 256; step += 1) {
      isBlocked = false;
      for (int place = 0; place < layer->n; place += 1) {
        node_t *node = layer->v[place];
        if (!isReal(node) || at <= borderOf(frame, node, -1) || at >= borderOf(frame, node, 1)) { continue; }
        at = borderOf(frame, node, side);
        isBlocked = true;
      }
    }
    if (side < 0) { leftmost = at; } else { rightmost = at; }
  }
  double nearest = x - leftmost <= rightmost - x ? leftmost : rightmost;
  return (Stretch){nearest, nearest};
}

Gate CGraphvizGapAround(const Frame *frame, node_t *node) {
  const Stretch *layer = frame->free == NULL ? NULL : frame->free[ND_rank(node) - GD_minrank(frame->graph)];
  Stretch free = layer == NULL ? (Stretch){-INFINITY, INFINITY} : layer[ND_order(node)];
  double middle = centre(frame, node).x;
  if (free.left > free.right) { free = freeNear(frame, &GD_rank(frame->graph)[ND_rank(node)], middle); }
  double x = fmax(free.left, fmin(free.right, middle));
  return (Gate){0, fmax(free.left, x - 300), fmin(free.right, x + 300)};
}

Gate CGraphvizGateAt(const Frame *frame, node_t *node) {
  const rank_t *rank = &GD_rank(frame->graph)[ND_rank(node)];
  int place = ND_order(node);
  double middle = centre(frame, node).x;
  if (isReal(node)) {
    double reach = fmax(halfWidth(frame, node) - approach, halfWidth(frame, node) / 2);
    return (Gate){0, middle - reach, middle + reach};
  }
  Gate gap = CGraphvizGapAround(frame, node);
  double x = fmax(gap.left, fmin(gap.right, middle));
  Gate gate = {0, fmax(gap.left, x - 100), fmin(gap.right, x + 100)};
  if (place > 0 && !isReal(rank->v[place - 1])) {
    gate.left = fmax(gate.left, fmin(x, (centre(frame, rank->v[place - 1]).x + middle) / 2));
  }
  if (place + 1 < rank->n && !isReal(rank->v[place + 1])) {
    gate.right = fmin(gate.right, fmax(x, (centre(frame, rank->v[place + 1]).x + middle) / 2));
  }
  if (ND_label(node) != NULL) {
    gate.right = x;
    gate.left = fmax(gate.left, x - 8);
  }
  return gate;
}

double CGraphvizApproachAt(const Frame *frame, int rank, int step) {
  graph_t *graph = frame->graph;
  int next = rank + step;
  if (next < GD_minrank(graph) || next > GD_maxrank(graph)) { return approach; }
  const rank_t *upper = &GD_rank(graph)[step > 0 ? rank : next], *lower = &GD_rank(graph)[step > 0 ? next : rank];
  if (upper->n < 1 || lower->n < 1) { return approach; }
  double gap = centre(frame, upper->v[0]).y - upper->pht1 - centre(frame, lower->v[0]).y - lower->pht2;
  return fmax(0, fmin(approach, 0.45 * gap));
}

Frame CGraphvizReadLayers(graph_t *graph) {
  Frame frame = {graph, GD_flip(graph) != 0, {0, 0}, NULL};
  findShift(&frame);
  findFree(&frame);
  return frame;
}
