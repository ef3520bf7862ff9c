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

static const char pluginName[] = "libgvplugin_dot_layout.";

static int byName(const struct dirent **left, const struct dirent **right) {
  return strcmp((*left)->d_name, (*right)->d_name);
}

static int isPlugin(const struct dirent *entry) {
  return strncmp(entry->d_name, pluginName, sizeof pluginName - 1) == 0;
}

/// Loads the first file in `folder` that is the plugin. Its suffix differs by system and by version.
static gvplugin_library_t *pluginIn(const char *folder) {
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, isPlugin, byName);
  gvplugin_library_t *plugin = NULL;
  for (int index = 0; index < count; index += 1) {
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder, entries[index]->d_name);
    if (plugin == NULL && length > 0 && (size_t)length < sizeof path) {
      void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
      if (handle != NULL) { plugin = dlsym(handle, "gvplugin_dot_layout_LTX_library"); }
    }
    free(entries[index]);
  }
  free(entries);
  return plugin;
}

static void makeContext(void) {
  agseterr(AGMAX);  // Messages go to `aglasterr` from here on, never to the standard error stream.
  Dl_info info;
  if (dladdr((void *)gvContextPlugins, &info) == 0 || info.dli_fname == NULL) { return; }
  char library[PATH_MAX];
  if (realpath(info.dli_fname, library) == NULL) { return; }
  char *slash = strrchr(library, '/');
  if (slash == NULL) { return; }
  *slash = '\0';
  char folder[PATH_MAX];
  int length = snprintf(folder, sizeof folder, "%s/graphviz", library);
  if (length < 0 || (size_t)length >= sizeof folder) { return; }
  gvplugin_library_t *plugin = pluginIn(folder);
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
