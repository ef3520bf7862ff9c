/// The bridge to libgvc: a DOT text in, plain numbers out; an SVG text in, a picture out.
///
/// The types of libgvc stay on the other side, because they differ from release to release.
#ifndef CGRAPHVIZ_H
#define CGRAPHVIZ_H

#include <stddef.h>
#include <stdint.h>

/// What became of a job.
typedef enum {
  CGraphvizDone = 0,
  /// The engine refused the graph; `bytes` holds its words.
  CGraphvizRefused = 1,
  /// The engine ended before it had an answer; `bytes` says how.
  CGraphvizCrashed = 2,
  /// The engine used up its time.
  CGraphvizTimedOut = 3,
  /// The engine could not be started; `bytes` says why.
  CGraphvizUnavailable = 4,
  /// A plugin of Graphviz that the job needs is not installed; `bytes` holds its name.
  CGraphvizNoPlugin = 5,
  /// The engine used up its memory.
  CGraphvizOutOfMemory = 6
} CGraphvizStatus;

/// What a job may use before it is stopped.
typedef struct {
  /// Of time as a clock on the wall shows it.
  double seconds;
  /// Of memory for data.
  uint64_t bytes;
} CGraphvizLimits;

/// The answer to one job; `CGraphvizFree` takes back its storage.
///
/// After a layout, `values` holds coordinates in points, the y axis pointing up:
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
  /// The engine's own words, UTF-8 without a terminator, or the picture; empty when there is none.
  uint8_t *bytes;
  size_t byteCount;
  /// How long it took, in seconds.
  double seconds;
} CGraphvizAnswer;

/// Lays out a directed graph with the engine `dot`.
///
/// The engine runs in a child process of its own, so that an `abort`, an `exit`, a double free or a leak in libgvc ends
/// with the child, and several threads may call this at once. Nothing reaches the standard streams. The child is gone
/// when this returns, and where the system can, it ends with this process.
///
/// With `splines=none` in the text, edges are led through the gaps that the layers keep for them, which takes next to no
/// time; otherwise the engine routes them.
///
/// - dot: the graph, `dotCount` bytes of UTF-8.
/// - nodeCount, clusterCount, edgeCount: how many of each the answer lists.
CGraphvizAnswer CGraphvizLayOut(const uint8_t *dot, size_t dotCount, size_t nodeCount, size_t clusterCount,
                                size_t edgeCount, CGraphvizLimits limits);

/// Paints an SVG text with Graphviz's own cairo renderer and its reader of SVG, in a child process as above.
///
/// - width, height: the size of the drawing in pixels.
/// - scale: dots of the picture for each pixel of the drawing; a PDF has none and takes 1.
/// - format: `png` or `pdf`.
CGraphvizAnswer CGraphvizPaint(const uint8_t *svg, size_t svgCount, double width, double height, double scale,
                               const char *format, CGraphvizLimits limits);

/// Gives back the storage of an answer.
void CGraphvizFree(CGraphvizAnswer answer);

#endif
