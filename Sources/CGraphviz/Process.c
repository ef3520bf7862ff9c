// Runs the engine in a child process and reads its answer through a pipe.

#define _GNU_SOURCE
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// What stands before the bytes of an answer in the pipe.
typedef struct {
  uint64_t status;
  uint64_t count;
} Header;

/// No answer is larger: 2,000 nodes with 4,000 edges take under 2 MB.
static const uint64_t largestAnswer = 1u << 30;

/// Held from the making of a pipe until this process has closed its writing end, so that no other child inherits that end
/// and keeps the pipe open.
static pthread_mutex_t startLock = PTHREAD_MUTEX_INITIALIZER;

static CGraphvizAnswer answerOf(CGraphvizStatus status, const char *message) {
  CGraphvizAnswer answer = {.status = status};
  answer.messageCount = strlen(message);
  answer.message = malloc(answer.messageCount + 1);
  if (answer.message == NULL) {
    answer.messageCount = 0;
  } else {
    memcpy(answer.message, message, answer.messageCount);
  }
  return answer;
}

static bool writeAll(int file, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  while (count > 0) {
    ssize_t written = write(file, next, count);
    if (written < 0 && errno == EINTR) { continue; }
    if (written <= 0) { return false; }
    next += written;
    count -= (size_t)written;
  }
  return true;
}

/// The life of the child: it never returns.
static _Noreturn void runChild(int output, GVC_t *context, const char *dot, size_t nodeCount, size_t clusterCount,
                               size_t edgeCount, unsigned secondsLimit) {
  // The engine may write to the standard streams, or `exit`, which writes out what the parent had in its buffers: all of
  // that goes nowhere.
  int nowhere = open("/dev/null", O_RDWR);
  if (nowhere < 0) { _exit(1); }
  for (int stream = 0; stream <= 2; stream += 1) {
    if (stream != output) { dup2(nowhere, stream); }
  }
  // A crash here is an answer, not an incident: no handler of the parent's, and no core file.
  const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGPIPE};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index += 1) { signal(signals[index], SIG_DFL); }
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  // The kernel stops a child whose parent died before it could.
  struct rlimit cpu = {secondsLimit + 1, secondsLimit + 2};
  setrlimit(RLIMIT_CPU, &cpu);
#if defined(RLIMIT_DATA) && defined(__linux__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  struct rlimit memory = {(rlim_t)4 << 30, (rlim_t)4 << 30};
  setrlimit(RLIMIT_DATA, &memory);
#endif
  Buffer answer = {0};
  Header header = {0};
  header.status = CGraphvizLayOutHere(context, dot, nodeCount, clusterCount, edgeCount, &answer);
  header.count = answer.count;
  bool isSent = writeAll(output, &header, sizeof header) && writeAll(output, answer.bytes, answer.count);
  _exit(isSent ? 0 : 1);
}

static int64_t millisecondsNow(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

typedef enum { ReadAll, ReadEnded, ReadTimedOut } ReadResult;

static ReadResult readAll(int file, void *bytes, size_t count, int64_t deadline) {
  uint8_t *next = bytes;
  while (count > 0) {
    int64_t left = deadline - millisecondsNow();
    if (left <= 0) { return ReadTimedOut; }
    struct pollfd ready = {.fd = file, .events = POLLIN};
    int found = poll(&ready, 1, left > 1000 ? 1000 : (int)left);
    if (found == 0 || (found < 0 && errno == EINTR)) { continue; }
    if (found < 0) { return ReadEnded; }
    ssize_t got = read(file, next, count);
    if (got < 0 && errno == EINTR) { continue; }
    if (got <= 0) { return ReadEnded; }
    next += got;
    count -= (size_t)got;
  }
  return ReadAll;
}

static CGraphvizAnswer readAnswer(int file, unsigned secondsLimit) {
  int64_t deadline = millisecondsNow() + (int64_t)secondsLimit * 1000;
  Header header;
  ReadResult result = readAll(file, &header, sizeof header, deadline);
  if (result == ReadAll && header.count > largestAnswer) { result = ReadEnded; }
  uint8_t *bytes = NULL;
  if (result == ReadAll) {
    bytes = malloc((size_t)header.count + 1);
    result = bytes == NULL ? ReadEnded : readAll(file, bytes, (size_t)header.count, deadline);
  }
  if (result != ReadAll) {
    free(bytes);
    return answerOf(result == ReadTimedOut ? CGraphvizTimedOut : CGraphvizCrashed, "");
  }
  CGraphvizAnswer answer = {.status = (CGraphvizStatus)header.status};
  if (answer.status == CGraphvizLaidOut) {
    answer.values = (double *)(void *)bytes;
    answer.valueCount = (size_t)header.count / sizeof(double);
  } else {
    answer.message = bytes;
    answer.messageCount = (size_t)header.count;
  }
  return answer;
}

CGraphvizAnswer CGraphvizLayOut(const uint8_t *dot, size_t dotCount, size_t nodeCount, size_t clusterCount,
                                size_t edgeCount, unsigned secondsLimit) {
  const char *reason = "";
  GVC_t *context = CGraphvizContext(&reason);
  if (context == NULL) { return answerOf(CGraphvizUnavailable, reason); }
  char *text = malloc(dotCount + 1);
  if (text == NULL) { return answerOf(CGraphvizUnavailable, "out of memory"); }
  memcpy(text, dot, dotCount);
  text[dotCount] = '\0';

  int ends[2];
  pthread_mutex_lock(&startLock);
  if (pipe(ends) != 0) {
    pthread_mutex_unlock(&startLock);
    free(text);
    return answerOf(CGraphvizUnavailable, "no pipe to the layout process");
  }
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    runChild(ends[1], context, text, nodeCount, clusterCount, edgeCount, secondsLimit);
  }
  close(ends[1]);
  pthread_mutex_unlock(&startLock);
  free(text);
  if (child < 0) {
    close(ends[0]);
    return answerOf(CGraphvizUnavailable, "no process for the layout");
  }
  CGraphvizAnswer answer = readAnswer(ends[0], secondsLimit);
  close(ends[0]);
  if (answer.status == CGraphvizTimedOut) { kill(child, SIGKILL); }
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
  return answer;
}

void CGraphvizFree(CGraphvizAnswer answer) {
  free(answer.values);
  free(answer.message);
}
