// Runs dot on one graph and reads the coordinates out of its records.

#include "Internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void CGraphvizAppend(Buffer *buffer, const void *bytes, size_t count) {
  if (buffer->failed || count == 0) { return; }
  if (buffer->capacity - buffer->count < count) {
    size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
    while (capacity - buffer->count < count) {
      if (capacity > SIZE_MAX / 2) {
        buffer->failed = true;
        return;
      }
      capacity *= 2;
    }
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (grown == NULL) {
      buffer->failed = true;
      return;
    }
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

void CGraphvizAppendNumber(Buffer *buffer, double value) { CGraphvizAppend(buffer, &value, sizeof value); }

void CGraphvizAppendPoint(Buffer *buffer, pointf point) {
  CGraphvizAppendNumber(buffer, point.x);
  CGraphvizAppendNumber(buffer, point.y);
}

/// The number that ends a name such as `n12` or `cluster3`, or -1.
static long numberAfter(const char *prefix, const char *name) {
  size_t length = strlen(prefix);
  if (name == NULL || strncmp(name, prefix, length) != 0 || name[length] < '0' || name[length] > '9') { return -1; }
  char *end = NULL;
  long number = strtol(name + length, &end, 10);
  return *end == '\0' ? number : -1;
}

static void appendEdge(Buffer *answer, edge_t *edge) {
  const textlabel_t *label = edge == NULL ? NULL : ED_label(edge);
  CGraphvizAppendNumber(answer, label != NULL && label->set ? 1 : 0);
  CGraphvizAppendNumber(answer, label != NULL ? label->pos.x : NAN);
  CGraphvizAppendNumber(answer, label != NULL ? label->pos.y : NAN);

  const splines *route = edge == NULL ? NULL : ED_spl(edge);
  if (route == NULL || route->size < 1) {
    for (int index = 0; index < 2; index += 1) {
      CGraphvizAppendNumber(answer, 0);
      CGraphvizAppendNumber(answer, NAN);
      CGraphvizAppendNumber(answer, NAN);
    }
    CGraphvizAppendNumber(answer, 0);
    return;
  }
  size_t pieceCount = (size_t)route->size, pointCount = 0;
  const bezier *first = &route->list[0], *last = &route->list[pieceCount - 1];
  CGraphvizAppendNumber(answer, first->sflag != 0 ? 1 : 0);
  CGraphvizAppendPoint(answer, first->sp);
  CGraphvizAppendNumber(answer, last->eflag != 0 ? 1 : 0);
  CGraphvizAppendPoint(answer, last->ep);
  // A route in several curves is one curve for a reader: the first point of a later curve is the last of the one before.
  for (size_t piece = 0; piece < pieceCount; piece += 1) {
    size_t size = (size_t)route->list[piece].size;
    pointCount += piece == 0 || size == 0 ? size : size - 1;
  }
  CGraphvizAppendNumber(answer, (double)pointCount);
  for (size_t piece = 0; piece < pieceCount; piece += 1) {
    size_t size = (size_t)route->list[piece].size;
    for (size_t point = piece == 0 ? 0 : 1; point < size; point += 1) {
      CGraphvizAppendPoint(answer, route->list[piece].list[point]);
    }
  }
}

/// Notes each cluster below `graph` at its number.
static void collectClusters(graph_t *graph, graph_t **clusters, size_t clusterCount) {
  for (graph_t *child = agfstsubg(graph); child != NULL; child = agnxtsubg(child)) {
    long number = numberAfter("cluster", agnameof(child));
    if (number >= 0 && (size_t)number < clusterCount) { clusters[number] = child; }
    collectClusters(child, clusters, clusterCount);
  }
}

/// Whether the engine will see the clusters in the order of their numbers, which is that of the text.
static bool isInOrder(graph_t *graph) {
  long last = -1;
  for (graph_t *child = agfstsubg(graph); child != NULL; child = agnxtsubg(child)) {
    long number = numberAfter("cluster", agnameof(child));
    if (number < last || !isInOrder(child)) { return false; }
    last = number;
  }
  return true;
}

/// Reads the graph so that its clusters are in order.
///
/// Releases up to 2.42 order subgraphs by the addresses of their names, and the layout depends on that order: a drawing
/// would change with what the process did before. A graph that came out of order is kept, so that its names hold the
/// gaps between used blocks, and the text is read again into the free memory behind.
static graph_t *readInOrder(const char *dot) {
  graph_t *graph = agmemread(dot);
  for (int attempt = 0; attempt < 64 && graph != NULL && !isInOrder(graph); attempt += 1) { graph = agmemread(dot); }
  return graph;
}

CGraphvizStatus CGraphvizRefuse(Buffer *answer, const char *otherwise) {
  char *words = aglasterr();
  const char *text = words != NULL && words[0] != '\0' ? words : otherwise;
  answer->count = 0;
  CGraphvizAppend(answer, text, strlen(text));
  free(words);
  return CGraphvizRefused;
}

/// Whether the text leaves the ways of edges to us.
static bool routesByLayers(graph_t *graph) {
  const char *routing = agget(graph, (char[]){"splines"});
  return routing != NULL && strcmp(routing, "none") == 0;
}

CGraphvizStatus CGraphvizLayOutHere(const Job *job, Buffer *answer) {
  size_t nodeCount = job->nodeCount, clusterCount = job->clusterCount, edgeCount = job->edgeCount;
  graph_t *graph = readInOrder(job->text);
  if (graph == NULL) { return CGraphvizRefuse(answer, "the graph cannot be read"); }
  if (gvLayout(job->context, graph, "dot") != 0) { return CGraphvizRefuse(answer, "the graph cannot be laid out"); }

  node_t **nodes = calloc(nodeCount + 1, sizeof *nodes);
  graph_t **clusters = calloc(clusterCount + 1, sizeof *clusters);
  edge_t **edges = calloc(edgeCount + 1, sizeof *edges);
  if (nodes == NULL || clusters == NULL || edges == NULL) { return CGraphvizRefuse(answer, "out of memory"); }
  collectClusters(graph, clusters, clusterCount);
  for (node_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
    long number = numberAfter("n", agnameof(node));
    if (number >= 0 && (size_t)number < nodeCount) { nodes[number] = node; }
    for (edge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge)) {
      char key[] = "id";
      long edgeNumber = numberAfter("", agget(edge, key));
      if (edgeNumber >= 0 && (size_t)edgeNumber < edgeCount) { edges[edgeNumber] = edge; }
    }
  }

  CGraphvizAppendPoint(answer, GD_bb(graph).LL);
  CGraphvizAppendPoint(answer, GD_bb(graph).UR);
  const pointf nowhere = {NAN, NAN};
  for (size_t index = 0; index < nodeCount; index += 1) {
    CGraphvizAppendPoint(answer, nodes[index] == NULL ? nowhere : ND_coord(nodes[index]));
  }
  for (size_t index = 0; index < clusterCount; index += 1) {
    // A cluster that dot did not take for one has no record of its own.
    bool isPlaced = clusters[index] != NULL && aggetrec(clusters[index], (char[]){"Agraphinfo_t"}, 0) != NULL;
    CGraphvizAppendPoint(answer, isPlaced ? GD_bb(clusters[index]).LL : nowhere);
    CGraphvizAppendPoint(answer, isPlaced ? GD_bb(clusters[index]).UR : nowhere);
  }
  if (routesByLayers(graph)) {
    CGraphvizAppendLayeredRoutes(graph, edges, edgeCount, answer);
  } else {
    for (size_t index = 0; index < edgeCount; index += 1) { appendEdge(answer, edges[index]); }
  }
  // Nothing is freed: `gvFreeLayout` frees one block twice where a labelled edge joins nodes of one rank, and the process
  // ends after this anyway.
  return answer->failed ? CGraphvizRefuse(answer, "out of memory") : CGraphvizDone;
}
