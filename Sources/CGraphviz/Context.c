// Makes the context of libgvc with the one plugin that lays out with dot.
//
// The usual context loads every plugin there is, cairo, pango and the configuration of fonts among them. That is slow, and
// it makes text widths depend on the machine.

#define _GNU_SOURCE
#include "Internal.h"

#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static GVC_t *sharedContext;
static const char *failure = "libgvc has no plugin for dot layouts";

/// The folder `graphviz/` beside libgvc, where its plugins are; empty when it cannot be found.
static void findFolder(char folder[PATH_MAX]) {
  folder[0] = '\0';
  Dl_info info;
  char library[PATH_MAX];
  if (dladdr((void *)gvContextPlugins, &info) == 0 || info.dli_fname == NULL) { return; }
  if (realpath(info.dli_fname, library) == NULL) { return; }
  char *slash = strrchr(library, '/');
  if (slash == NULL) { return; }
  *slash = '\0';
  int length = snprintf(folder, PATH_MAX, "%s/graphviz", library);
  if (length < 0 || length >= PATH_MAX) { folder[0] = '\0'; }
}

/// Whether `file` is `libgvplugin_NAME` with any suffix.
static bool isPlugin(const char *file, const char *name) {
  static const char prefix[] = "libgvplugin_";
  size_t length = strlen(name);
  return strncmp(file, prefix, sizeof prefix - 1) == 0 && strncmp(file + sizeof prefix - 1, name, length) == 0 &&
         file[sizeof prefix - 1 + length] == '.';
}

static int byName(const struct dirent **left, const struct dirent **right) {
  return strcmp((*left)->d_name, (*right)->d_name);
}

gvplugin_library_t *CGraphvizPlugin(const char *name) {
  char folder[PATH_MAX];
  findFolder(folder);
  char symbol[128];
  snprintf(symbol, sizeof symbol, "gvplugin_%s_LTX_library", name);
  struct dirent **entries = NULL;
  int count = folder[0] == '\0' ? 0 : scandir(folder, &entries, NULL, byName);
  gvplugin_library_t *plugin = NULL;
  // The suffix differs by system and by version: the first file that fits and loads is taken.
  for (int index = 0; index < count; index += 1) {
    char path[PATH_MAX];
    if (plugin == NULL && isPlugin(entries[index]->d_name, name)) {
      int length = snprintf(path, sizeof path, "%s/%s", folder, entries[index]->d_name);
      void *handle = length > 0 && (size_t)length < sizeof path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
      if (handle != NULL) { plugin = dlsym(handle, symbol); }
    }
    free(entries[index]);
  }
  free(entries);
  return plugin;
}

static void makeContext(void) {
  // Messages go to `aglasterr` from here on, never to the standard error stream. A callback of `agseterrf` would be
  // given each message in 1,024 bytes, and longer ones crash.
  agseterr(AGMAX);
  gvplugin_library_t *plugin = CGraphvizPlugin("dot_layout");
  if (plugin == NULL) { return; }
  GVC_t *context = gvContextPlugins(NULL, 0);
  if (context == NULL) {
    failure = "libgvc cannot make a context";
    return;
  }
  gvAddLibrary(context, plugin);
  sharedContext = context;
}

GVC_t *CGraphvizContext(const char **reason) {
  pthread_once(&once, makeContext);
  *reason = failure;
  return sharedContext;
}
