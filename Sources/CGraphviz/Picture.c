// Paints an SVG text as PNG or PDF with Graphviz's cairo renderer.
//
// The picture is a graph of one node with the SVG as its image: so it is the drawing itself, to the last icon, and not a
// second one that is merely like it.

#define _GNU_SOURCE
#include "Internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/// A file without a name that holds the text; -1 when there can be none.
static int fileOf(const char *text, size_t count) {
#if defined(__linux__)
  int file = memfd_create("drawing", 0);
#else
  char name[] = "/tmp/drawing-XXXXXX";
  int file = mkstemp(name);
  if (file >= 0) { unlink(name); }
#endif
  if (file < 0) { return -1; }
  // Graphviz knows an image of this kind by its declaration.
  static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const char *parts[] = {declaration, text};
  const size_t counts[] = {sizeof declaration - 1, count};
  for (int part = 0; part < 2; part += 1) {
    size_t done = 0;
    while (done < counts[part]) {
      ssize_t written = write(file, parts[part] + done, counts[part] - done);
      if (written <= 0) { return -1; }
      done += (size_t)written;
    }
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

/// Overwrites the time in a PDF: the same drawing is the same file.
static void clearDate(uint8_t *bytes, size_t count) {
  static const char key[] = "/CreationDate (D:";
  static const char none[] = "19700101000000";
  size_t length = sizeof key - 1, digits = sizeof none - 1;
  for (size_t index = 0; index + length + digits < count; index += 1) {
    if (bytes[index] == '/' && memcmp(bytes + index, key, length) == 0) {
      memcpy(bytes + index + length, none, digits);
    }
  }
}

CGraphvizStatus CGraphvizPaintHere(const Job *job, Buffer *answer) {
  // Newer releases of cairo take the time from here; a library asks for the zone.
  setenv("SOURCE_DATE_EPOCH", "0", 1);
  setenv("TZ", "UTC0", 1);
  // With these set, Graphviz reads no file by its full name.
  unsetenv("SERVER_NAME");
  unsetenv("GV_FILE_PATH");
  GVC_t *context = gvContextPlugins(NULL, 0);
  if (context == NULL) { return CGraphvizRefuse(answer, "libgvc cannot make a context"); }
  const char *names[] = {"dot_layout", "core", "pango", "rsvg"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index += 1) {
    gvplugin_library_t *plugin = CGraphvizPlugin(names[index]);
    if (plugin == NULL) {
      CGraphvizAppend(answer, names[index], strlen(names[index]));
      return CGraphvizNoPlugin;
    }
    gvAddLibrary(context, plugin);
  }
  int file = fileOf(job->text, job->textCount);
  if (file < 0) { return CGraphvizRefuse(answer, "there is no room for a temporary file"); }
  char dot[512];
  snprintf(dot, sizeof dot,
           "digraph{margin=0;pad=0;bgcolor=transparent;dpi=%d;n[shape=none,margin=0,fixedsize=true,imagescale=true,"
           "label=\"\",width=\"%d.%04d\",height=\"%d.%04d\",image=\"/dev/fd/%d\"]}",
           (int)(72 * job->scale), (int)(job->width / 72), (int)(job->width / 72 * 10000) % 10000,
           (int)(job->height / 72), (int)(job->height / 72 * 10000) % 10000, file);
  graph_t *graph = agmemread(dot);
  if (graph == NULL || gvLayout(context, graph, "dot") != 0) {
    return CGraphvizRefuse(answer, "the picture cannot be laid out");
  }
  char format[32];
  snprintf(format, sizeof format, "%s:cairo", job->format);
  char *picture = NULL;
  // An `unsigned int` in old releases, a `size_t` in new ones; the lower bytes come first on every machine that Swift
  // runs on, so that this is right for both.
  size_t length = 0;
  if (gvRenderData(context, graph, format, &picture, (void *)&length) != 0 || picture == NULL || length == 0) {
    return CGraphvizRefuse(answer, "the picture cannot be painted");
  }
  // Without its image the picture would be empty, and Graphviz only warns.
  char *words = aglasterr();
  if (words != NULL && strstr(words, "image=") != NULL) {
    CGraphvizAppend(answer, words, strlen(words));
    return CGraphvizRefused;
  }
  CGraphvizAppend(answer, picture, length);
  if (!answer->failed && strcmp(job->format, "pdf") == 0) { clearDate(answer->bytes, answer->count); }
  return answer->failed ? CGraphvizRefuse(answer, "out of memory") : CGraphvizDone;
}
