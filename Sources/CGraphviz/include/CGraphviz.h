/// The bridge to libgvc: a DOT text in, plain numbers out.
///
/// The types of libgvc stay on the other side, because they differ from release to release.
#ifndef CGRAPHVIZ_H
#define CGRAPHVIZ_H

#include <stddef.h>
#include <stdint.h>

/// What became of a layout.
typedef enum {
  CGraphvizLaidOut = 0,
  /// The engine refused the graph; `message` holds its words.
  CGraphvizRefused = 1,
  /// The engine ended before it had an answer (a crash, or out of memory).
  CGraphvizCrashed = 2,
  /// The engine used up its time.
  CGraphvizTimedOut = 3,
  /// The engine could not be started; `message` says why.
  CGraphvizUnavailable = 4
} CGraphvizStatus;

/// The answer to one layout; `CGraphvizFree` takes back its storage.
///
/// `values` holds coordinates in points, the y axis pointing up:
/// - the page: left, bottom, right, top;
/// - each node `n0`, `n1` …: the x and y of its centre;
/// - each cluster `cluster0`, `cluster1` …, numbered in the order of the text: left, bottom, right, top of the frame;
/// - each edge, found by its attribute `id` (`0`, `1` …): 1 or 0 for whether it has a label, the label's centre x and y,
///   1 or 0 for whether a head stands at its tail end, then that head's tip x and y, the same three for its head end,
///   the count of control points, then x and y of each (a start, then three for each cubic piece; 0 when it was lost).
///
/// What the graph does not have is NaN.
typedef struct {
  CGraphvizStatus status;
  double *values;
  size_t valueCount;
  /// The engine's own words, UTF-8 without a terminator; empty when there are none.
  uint8_t *message;
  size_t messageCount;
} CGraphvizAnswer;

/// Lays out a directed graph with the engine `dot`.
///
/// The engine runs in a child process of its own, so that an `abort`, an `exit`, a double free or a leak in libgvc ends
/// with the child, and several threads may call this at once. Nothing reaches the standard streams.
///
/// - dot: the graph, `dotCount` bytes of UTF-8.
/// - nodeCount, clusterCount, edgeCount: how many of each the answer lists.
/// - secondsLimit: how long the engine may take before it is stopped.
CGraphvizAnswer CGraphvizLayOut(const uint8_t *dot, size_t dotCount, size_t nodeCount, size_t clusterCount,
                                size_t edgeCount, unsigned secondsLimit);

/// Gives back the storage of an answer.
void CGraphvizFree(CGraphvizAnswer answer);

#endif
