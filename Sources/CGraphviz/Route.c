// Leads edges through the gaps that the layers of a layout keep for them.
//
// Dot gives an edge that spans several layers a place in each of them, between the nodes, and then fits a spline through
// these places. The fitting takes nearly all of the time where thousands of places lie on the way. Here each edge becomes
// a taut line through its own places instead, with rounded corners: linear in the number of places, never through a node,
// and with the crossings that dot's order of the places has.

#include "Layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/// A head is this long.
static const double headLength = 9;
/// No chain of records is longer.
static const int longestChain = 100000;

/// A growing list of points.
typedef struct {
  pointf *points;
  size_t count, capacity;
} Line;

static void add(Line *line, double x, double y) {
  if (line->count == line->capacity) {
    size_t capacity = line->capacity == 0 ? 64 : 2 * line->capacity;
    pointf *grown = realloc(line->points, capacity * sizeof *grown);
    if (grown == NULL) { return; }
    line->points = grown;
    line->capacity = capacity;
  }
  line->points[line->count] = (pointf){x, y};
  line->count += 1;
}

/// Pulls a line taut from `start` through the gates to `end`: from each corner as far as one straight line reaches.
static void pullTaut(pointf start, pointf end, const Gate *gates, size_t count, Line *line) {
  add(line, start.x, start.y);
  pointf corner = start;
  size_t next = 0;
  while (true) {
    // Slopes across per unit downwards that pass all gates so far.
    double least = -INFINITY, most = INFINITY;
    size_t gate = next;
    double wanted = 0;
    for (; gate <= count; gate += 1) {
      bool isEnd = gate == count;
      double down = corner.y - (isEnd ? end.y : gates[gate].y);
      if (!isEnd && down < 0.01) { continue; }
      down = fmax(down, 0.01);
      double low = ((isEnd ? end.x : gates[gate].left) - corner.x) / down;
      double high = ((isEnd ? end.x : gates[gate].right) - corner.x) / down;
      if (low > most || high < least) {
        wanted = low > most ? most : least;
        break;
      }
      least = fmax(least, low);
      most = fmin(most, high);
    }
    if (gate > count) { break; }
    // The corner stands at the last gate that the line passes.
    size_t last = gate > next ? gate - 1 : next;
    double down = corner.y - gates[last].y;
    corner = (pointf){corner.x + wanted * fmax(down, 0), gates[last].y};
    if (gate == next) { corner.x = fmin(fmax(corner.x, gates[last].left), gates[last].right); }
    add(line, corner.x, corner.y);
    next = last + 1;
  }
  add(line, end.x, end.y);
}

/// The part of a box's way out: where the line from its centre to `towards` leaves it.
static pointf border(pointf middle, double halfWidth, double halfHeight, pointf from, pointf towards) {
  double dx = towards.x - from.x, dy = towards.y - from.y, share = 1;
  // From inside, the nearest side in the direction of the line.
  if (dx > 0) { share = fmin(share, (middle.x + halfWidth - from.x) / dx); }
  if (dx < 0) { share = fmin(share, (middle.x - halfWidth - from.x) / dx); }
  if (dy > 0) { share = fmin(share, (middle.y + halfHeight - from.y) / dy); }
  if (dy < 0) { share = fmin(share, (middle.y - halfHeight - from.y) / dy); }
  share = fmax(share, 0);
  return (pointf){from.x + dx * share, from.y + dy * share};
}

static double length(pointf from, pointf to) { return hypot(to.x - from.x, to.y - from.y); }

static pointf between(pointf from, pointf to, double share) {
  return (pointf){from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

/// Takes `distance` off the end of a line, and gives the tip that it had.
static pointf shorten(Line *line, double distance) {
  pointf tip = line->points[line->count - 1];
  // A corner within the head ends the line; it is there because a node is near.
  if (line->count > 2 && length(line->points[line->count - 2], tip) < distance + 2) {
    line->count -= 1;
    return tip;
  }
  pointf before = line->points[line->count - 2];
  double whole = length(before, tip);
  if (whole > 0.01) { line->points[line->count - 1] = between(tip, before, fmin(distance / whole, 0.6)); }
  return tip;
}

static void reverse(Line *line) {
  for (size_t index = 0; index < line->count / 2; index += 1) {
    pointf point = line->points[index];
    line->points[index] = line->points[line->count - 1 - index];
    line->points[line->count - 1 - index] = point;
  }
}

/// Appends the line as cubic pieces, its corners rounded.
static void appendCurve(const Frame *frame, const Line *line, Buffer *answer) {
  size_t corners = line->count - 2;
  CGraphvizAppendNumber(answer, (double)(1 + 3 * (1 + 2 * corners)));
  pointf at = line->points[0];
  CGraphvizAppendPoint(answer, onPage(frame, at));
  for (size_t index = 1; index < line->count; index += 1) {
    pointf point = line->points[index], end = point;
    bool isCorner = index + 1 < line->count;
    double before = length(line->points[index - 1], point);
    double radius = 0;
    if (isCorner) {
      pointf next = line->points[index + 1];
      double after = length(point, next);
      radius = fmin(16, 0.45 * fmin(before, after));
      // A corner stands where a node is near: the curve may leave it by as much as there is room.
      double across = before * after > 0.01 ? ((line->points[index - 1].x - point.x) * (next.x - point.x) +
                                               (line->points[index - 1].y - point.y) * (next.y - point.y)) /
                                                (before * after)
                                            : 0;
      double bend = sqrt(fmax(0, (1 + across) / 2));
      if (bend > 0.01) { radius = fmin(radius, 2 * clearance / bend); }
      if (before > 0.01) { end = between(point, line->points[index - 1], radius / before); }
    }
    CGraphvizAppendPoint(answer, onPage(frame, between(at, end, 1.0 / 3)));
    CGraphvizAppendPoint(answer, onPage(frame, between(at, end, 2.0 / 3)));
    CGraphvizAppendPoint(answer, onPage(frame, end));
    at = end;
    if (!isCorner) { continue; }
    double after = length(point, line->points[index + 1]);
    pointf on = after > 0.01 ? between(point, line->points[index + 1], radius / after) : point;
    CGraphvizAppendPoint(answer, onPage(frame, between(at, point, 2.0 / 3)));
    CGraphvizAppendPoint(answer, onPage(frame, between(on, point, 2.0 / 3)));
    CGraphvizAppendPoint(answer, onPage(frame, on));
    at = on;
  }
}

/// The first record of the chain of places that an edge runs through, or NULL when it has none.
static edge_t *chainOf(edge_t *edge) {
  edge_t *record = ED_to_virt(edge);
  for (int step = 0; record != NULL && step < longestChain; step += 1) {
    edge_t *next = ED_to_virt(record);
    if (next == NULL) { break; }
    record = next;
  }
  if (record == NULL) { return ND_rank(agtail(edge)) < ND_rank(aghead(edge)) ? edge : NULL; }
  for (int step = 0; step < longestChain; step += 1) {
    node_t *tail = agtail(record);
    if (isReal(tail) || ND_in(tail).size < 1) { break; }
    record = ND_in(tail).list[0];
  }
  return record;
}

/// Where the parts of an edge are, besides its line.
typedef struct {
  bool hasLabel;
  pointf label;
} Marks;

/// The line from the upper to the lower end through the chain; false when the chain does not join the two.
static bool traceChain(const Frame *frame, edge_t *edge, edge_t *chain, double aside, Line *line, Marks *marks) {
  rank_t *ranks = GD_rank(frame->graph);
  node_t *top = agtail(chain), *node = aghead(chain);
  if (top != agtail(edge) && top != aghead(edge)) { return false; }
  Line gates = {0};
  Gate gate = CGraphvizGateAt(frame, top);
  add(&gates, gate.left, gate.right);
  add(&gates, centre(frame, top).y - ranks[ND_rank(top)].pht1 - CGraphvizApproachAt(frame, ND_rank(top), 1), 0);
  for (int step = 0; !isReal(node); step += 1) {
    if (step > longestChain || ND_out(node).size < 1) {
      free(gates.points);
      return false;
    }
    gate = CGraphvizGateAt(frame, node);
    Gate gap = ND_label(node) != NULL ? gate : CGraphvizGapAround(frame, node);
    double y = centre(frame, node).y;
    add(&gates, gap.left, gap.right);
    add(&gates, y + ranks[ND_rank(node)].pht2, 0);
    add(&gates, gate.left, gate.right);
    add(&gates, y, 0);
    add(&gates, gap.left, gap.right);
    add(&gates, y - ranks[ND_rank(node)].pht1, 0);
    const textlabel_t *label = ND_label(node);
    if (label != NULL) {
      marks->hasLabel = true;
      marks->label = (pointf){centre(frame, node).x + (frame->isTurned ? label->dimen.y : label->dimen.x) / 2, y};
    }
    node = aghead(ND_out(node).list[0]);
  }
  if (node == top || (node != agtail(edge) && node != aghead(edge))) {
    free(gates.points);
    return false;
  }
  gate = CGraphvizGateAt(frame, node);
  add(&gates, gate.left, gate.right);
  add(&gates, centre(frame, node).y + ranks[ND_rank(node)].pht2 + CGraphvizApproachAt(frame, ND_rank(node), -1), 0);
  // Two points hold one gate: its stretch, then its height.
  size_t count = gates.count / 2;
  Gate *list = malloc((count + 1) * sizeof *list);
  if (list == NULL) {
    free(gates.points);
    return false;
  }
  for (size_t index = 0; index < count; index += 1) {
    list[index] = (Gate){gates.points[2 * index + 1].x, gates.points[2 * index].x, gates.points[2 * index].y};
  }
  free(gates.points);
  // Beside a node there is no more room than this.
  double reach = fmin(fmin(halfWidth(frame, top), halfWidth(frame, node)) - 8, count > 2 ? clearance + 1 : INFINITY);
  aside = fmax(-reach, fmin(reach, aside));
  pointf start = centre(frame, top), end = centre(frame, node);
  pullTaut(start, end, list, count, line);
  free(list);
  for (size_t index = 0; index < line->count; index += 1) { line->points[index].x += aside; }
  size_t last = line->count - 1;
  pointf from = line->points[0], to = line->points[last];
  line->points[0] = border(start, halfWidth(frame, top), halfHeight(frame, top), from, line->points[1]);
  line->points[last] = border(end, halfWidth(frame, node), halfHeight(frame, node), to, line->points[last - 1]);
  return true;
}

/// Whether no node stands between two of one layer.
static bool areNeighbours(const Frame *frame, node_t *left, node_t *right) {
  const rank_t *rank = &GD_rank(frame->graph)[ND_rank(left)];
  for (int place = ND_order(left) + 1; place < ND_order(right) && place < rank->n; place += 1) {
    if (isReal(rank->v[place])) { return false; }
  }
  return true;
}

/// The line between two nodes of one layer: straight between neighbours, else in a bow above those between.
static void traceFlat(const Frame *frame, node_t *tail, node_t *head, double aside, Line *line) {
  pointf from = centre(frame, tail), to = centre(frame, head);
  double direction = to.x >= from.x ? 1 : -1;
  if (direction > 0 ? areNeighbours(frame, tail, head) : areNeighbours(frame, head, tail)) {
    double reach = fmin(halfHeight(frame, tail), halfHeight(frame, head)) - 6;
    double y = from.y + fmax(-reach, fmin(reach, aside));
    add(line, from.x + direction * halfWidth(frame, tail), y);
    add(line, to.x - direction * halfWidth(frame, head), y);
    return;
  }
  double top = from.y + GD_rank(frame->graph)[ND_rank(tail)].pht2 + 14 + fabs(aside);
  double start = from.x + direction * halfWidth(frame, tail) / 2, end = to.x - direction * halfWidth(frame, head) / 2;
  add(line, start, from.y + halfHeight(frame, tail));
  add(line, start, top);
  add(line, end, top);
  add(line, end, to.y + halfHeight(frame, head));
}

/// The line of an edge from a node to itself, at its right side.
static void traceLoop(const Frame *frame, node_t *node, double aside, Line *line) {
  pointf middle = centre(frame, node);
  double side = middle.x + halfWidth(frame, node), step = fmin(halfHeight(frame, node) * 0.5, 14 + fabs(aside) / 2);
  add(line, side, middle.y + step);
  add(line, side + 14 + fabs(aside), middle.y + step);
  add(line, side + 14 + fabs(aside), middle.y - step);
  add(line, side, middle.y - step);
}

static void appendHead(const Frame *frame, bool isPresent, pointf tip, Buffer *answer) {
  CGraphvizAppendNumber(answer, isPresent ? 1 : 0);
  CGraphvizAppendPoint(answer, isPresent ? onPage(frame, tip) : (pointf){NAN, NAN});
}

static void appendRoute(const Frame *frame, edge_t *edge, edge_t *chain, double aside, Buffer *answer) {
  Line line = {0};
  Marks marks = {0};
  if (edge != NULL) {
    node_t *tail = agtail(edge), *head = aghead(edge);
    if (tail == head) {
      traceLoop(frame, tail, aside, &line);
    } else if (chain != NULL && ND_rank(tail) != ND_rank(head)) {
      bool isTraced = traceChain(frame, edge, chain, aside, &line, &marks);
      if (!isTraced || line.count < 2) { line.count = 0; }
      if (line.count > 0 && ND_rank(tail) > ND_rank(head)) { reverse(&line); }
    } else if (ND_rank(tail) == ND_rank(head)) {
      traceFlat(frame, tail, head, aside, &line);
    }
  }
  if (!marks.hasLabel && edge != NULL && ED_label(edge) != NULL && line.count > 1) {
    marks.hasLabel = true;
    marks.label = between(line.points[(line.count - 1) / 2], line.points[(line.count - 1) / 2 + 1], 0.5);
  }
  CGraphvizAppendNumber(answer, marks.hasLabel ? 1 : 0);
  CGraphvizAppendPoint(answer, marks.hasLabel ? onPage(frame, marks.label) : (pointf){NAN, NAN});
  if (line.count < 2) {
    appendHead(frame, false, (pointf){0, 0}, answer);
    appendHead(frame, false, (pointf){0, 0}, answer);
    CGraphvizAppendNumber(answer, 0);
  } else {
    const char *heads = agget(edge, (char[]){"dir"});
    bool atTail = heads != NULL && (strcmp(heads, "back") == 0 || strcmp(heads, "both") == 0);
    bool atHead = heads == NULL || strcmp(heads, "back") != 0;
    pointf first = {0, 0}, last = {0, 0};
    if (atHead) { last = shorten(&line, headLength); }
    if (atTail) {
      reverse(&line);
      first = shorten(&line, headLength);
      reverse(&line);
    }
    appendHead(frame, atTail, first, answer);
    appendHead(frame, atHead, last, answer);
    appendCurve(frame, &line, answer);
  }
  free(line.points);
}

// MARK: - All edges

/// An edge with what it shares a way with: its chain, or its two ends.
typedef struct {
  const void *first, *second;
  size_t edge;
} Company;

static int byCompany(const void *left, const void *right) {
  const Company *a = left, *b = right;
  if (a->first != b->first) { return a->first < b->first ? -1 : 1; }
  if (a->second != b->second) { return a->second < b->second ? -1 : 1; }
  return a->edge < b->edge ? -1 : a->edge > b->edge;
}

void CGraphvizAppendLayeredRoutes(graph_t *graph, edge_t **edges, size_t edgeCount, Buffer *answer) {
  Frame frame = CGraphvizReadLayers(graph);
  Company *companies = malloc((edgeCount + 1) * sizeof *companies);
  edge_t **chains = calloc(edgeCount + 1, sizeof *chains);
  double *asides = calloc(edgeCount + 1, sizeof *asides);
  if (companies == NULL || chains == NULL || asides == NULL) {
    answer->failed = true;
    return;
  }
  for (size_t index = 0; index < edgeCount; index += 1) {
    edge_t *edge = edges[index];
    companies[index] = (Company){NULL, NULL, index};
    if (edge == NULL) { continue; }
    chains[index] = chainOf(edge);
    if (chains[index] != NULL) {
      companies[index].first = chains[index];
    } else {
      node_t *tail = agtail(edge), *head = aghead(edge);
      companies[index].first = tail < head ? tail : head;
      companies[index].second = tail < head ? head : tail;
    }
  }
  // Edges that share a way run side by side, in the order of their numbers: addresses only say which belong together.
  qsort(companies, edgeCount, sizeof *companies, byCompany);
  for (size_t start = 0; start < edgeCount;) {
    size_t end = start;
    while (end < edgeCount && companies[end].first == companies[start].first &&
           companies[end].second == companies[start].second) {
      end += 1;
    }
    for (size_t index = start; companies[start].first != NULL && index < end; index += 1) {
      asides[companies[index].edge] = 9 * ((double)(index - start) - (double)(end - start - 1) / 2);
    }
    start = end;
  }
  for (size_t index = 0; index < edgeCount; index += 1) {
    appendRoute(&frame, edges[index], chains[index], asides[index], answer);
  }
  CGraphvizForgetLayers(&frame);
  free(companies);
  free(chains);
  free(asides);
}
