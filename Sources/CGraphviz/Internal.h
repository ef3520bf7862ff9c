// What the files of the bridge share.
#ifndef CGRAPHVIZ_INTERNAL_H
#define CGRAPHVIZ_INTERNAL_H

#include "CGraphviz.h"

#include <gvc.h>
#include <stdbool.h>

/// A growing block of bytes; `failed` once memory ran out.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
  bool failed;
} Buffer;

void CGraphvizAppend(Buffer *buffer, const void *bytes, size_t count);
void CGraphvizAppendNumber(Buffer *buffer, double value);
void CGraphvizAppendPoint(Buffer *buffer, pointf point);

/// What a child process does.
typedef struct Job {
  /// Does it and appends the answer, or the engine's words when it refuses.
  CGraphvizStatus (*run)(const struct Job *job, Buffer *answer);
  GVC_t *context;
  /// DOT or SVG, with a terminator that does not count.
  const char *text;
  size_t textCount;
  size_t nodeCount, clusterCount, edgeCount;
  double width, height, scale;
  const char *format;
  CGraphvizLimits limits;
} Job;

CGraphvizStatus CGraphvizLayOutHere(const Job *job, Buffer *answer);
CGraphvizStatus CGraphvizPaintHere(const Job *job, Buffer *answer);

/// Puts the engine's last words, or others where it said nothing, into the answer.
CGraphvizStatus CGraphvizRefuse(Buffer *answer, const char *otherwise);

/// The context of the process, made at the first call; NULL when a library is missing, `reason` then says which.
GVC_t *CGraphvizContext(const char **reason);

/// The plugin `libgvplugin_NAME` of the installed Graphviz, loaded now; NULL when there is none.
gvplugin_library_t *CGraphvizPlugin(const char *name);

/// Appends the ways of all edges along the layers of a laid-out graph, as `CGraphvizAnswer` orders them.
void CGraphvizAppendLayeredRoutes(graph_t *graph, edge_t **edges, size_t edgeCount, Buffer *answer);

#endif
