// What the three files of the bridge share.
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

/// The context of the process, made at the first call; NULL when a library is missing, `reason` then says which.
GVC_t *CGraphvizContext(const char **reason);

/// Lays out the graph in this process and appends the numbers of the answer, or the engine's words when it refuses.
CGraphvizStatus CGraphvizLayOutHere(GVC_t *context, const char *dot, size_t nodeCount, size_t clusterCount,
                                    size_t edgeCount, Buffer *answer);

#endif
