// Runs the engine in a child process and reads its answer through a pipe.

#define _GNU_SOURCE
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#endif

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
  answer.byteCount = strlen(message);
  answer.bytes = malloc(answer.byteCount + 1);
  if (answer.bytes == NULL) {
    answer.byteCount = 0;
  } else {
    memcpy(answer.bytes, message, answer.byteCount);
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
static _Noreturn void runChild(int output, pid_t parent, const Job *job) {
#if defined(__linux__)
  // Whoever ends the parent, by a key or by force, ends this too.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) { _exit(1); }
#else
  (void)parent;
#endif
  // The engine may write to the standard streams, or `exit`, which writes out what the parent had in its buffers: all of
  // that goes nowhere.
  int nowhere = open("/dev/null", O_RDWR);
  if (nowhere < 0) { _exit(1); }
  for (int stream = 0; stream <= 2; stream += 1) {
    if (stream != output) { dup2(nowhere, stream); }
  }
  // A crash here is an answer, not an incident: no handler of the parent's, and no core file.
  const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGPIPE, SIGINT, SIGTERM};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index += 1) { signal(signals[index], SIG_DFL); }
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  // The kernel stops a child whose parent died before it could.
  rlim_t seconds = (rlim_t)job->limits.seconds + 2;
  struct rlimit cpu = {seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &cpu);
#if defined(RLIMIT_DATA) && defined(__linux__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  struct rlimit memory = {job->limits.bytes, job->limits.bytes};
  setrlimit(RLIMIT_DATA, &memory);
#endif
  Buffer answer = {0};
  Header header = {0};
  header.status = job->run(job, &answer);
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

static CGraphvizAnswer readAnswer(int file, const Job *job, int64_t started) {
  int64_t deadline = started + (int64_t)(job->limits.seconds * 1000);
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
  if (answer.status == CGraphvizDone && job->run == CGraphvizLayOutHere) {
    answer.values = (double *)(void *)bytes;
    answer.valueCount = (size_t)header.count / sizeof(double);
  } else {
    answer.bytes = bytes;
    answer.byteCount = (size_t)header.count;
  }
  return answer;
}

/// Says how a child ended that gave no answer.
static CGraphvizAnswer describeEnd(CGraphvizAnswer answer, int status, const struct rusage *usage, const Job *job) {
  // Libraries `exit` or `abort` when they get no memory. What was asked for last never became resident, so that the
  // peak lies below the limit, by half at the most where a block was to be doubled.
#if defined(__APPLE__)
  double peak = (double)usage->ru_maxrss;
#else
  double peak = (double)usage->ru_maxrss * 1024;
#endif
  if (peak > 0.4 * (double)job->limits.bytes) {
    CGraphvizFree(answer);
    return answerOf(CGraphvizOutOfMemory, "");
  }
  char words[64] = "it ended early";
  if (WIFSIGNALED(status)) {
    snprintf(words, sizeof words, "it was ended by signal %d", WTERMSIG(status));
  } else if (WIFEXITED(status)) {
    snprintf(words, sizeof words, "it left with status %d", WEXITSTATUS(status));
  }
  CGraphvizFree(answer);
  return answerOf(CGraphvizCrashed, words);
}

/// Runs a job in a child process. The text of the job is copied first.
static CGraphvizAnswer runJob(Job job) {
  int64_t started = millisecondsNow();
  char *text = malloc(job.textCount + 1);
  if (text == NULL) { return answerOf(CGraphvizUnavailable, "out of memory"); }
  memcpy(text, job.text, job.textCount);
  text[job.textCount] = '\0';
  job.text = text;

  int ends[2];
  pthread_mutex_lock(&startLock);
  if (pipe(ends) != 0) {
    pthread_mutex_unlock(&startLock);
    free(text);
    return answerOf(CGraphvizUnavailable, "no pipe to the process of the engine");
  }
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    runChild(ends[1], parent, &job);
  }
  close(ends[1]);
  pthread_mutex_unlock(&startLock);
  free(text);
  if (child < 0) {
    close(ends[0]);
    return answerOf(CGraphvizUnavailable, "no process for the engine");
  }
  CGraphvizAnswer answer = readAnswer(ends[0], &job, started);
  close(ends[0]);
  if (answer.status == CGraphvizTimedOut) { kill(child, SIGKILL); }
  int status = 0;
  struct rusage usage = {0};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {}
  if (answer.status == CGraphvizCrashed) { answer = describeEnd(answer, status, &usage, &job); }
  answer.seconds = (double)(millisecondsNow() - started) / 1000;
  return answer;
}

CGraphvizAnswer CGraphvizLayOut(const uint8_t *dot, size_t dotCount, size_t nodeCount, size_t clusterCount,
                                size_t edgeCount, CGraphvizLimits limits) {
  const char *reason = "";
  GVC_t *context = CGraphvizContext(&reason);
  if (context == NULL) { return answerOf(CGraphvizUnavailable, reason); }
  Job job = {.run = CGraphvizLayOutHere,
             .context = context,
             .text = (const char *)dot,
             .textCount = dotCount,
             .nodeCount = nodeCount,
             .clusterCount = clusterCount,
             .edgeCount = edgeCount,
             .limits = limits};
  return runJob(job);
}

CGraphvizAnswer CGraphvizPaint(const uint8_t *svg, size_t svgCount, double width, double height, double scale,
                               const char *format, CGraphvizLimits limits) {
  const char *reason = "";
  if (CGraphvizContext(&reason) == NULL) { return answerOf(CGraphvizUnavailable, reason); }
  Job job = {.run = CGraphvizPaintHere,
             .text = (const char *)svg,
             .textCount = svgCount,
             .width = width,
             .height = height,
             .scale = scale,
             .format = format,
             .limits = limits};
  return runJob(job);
}

void CGraphvizFree(CGraphvizAnswer answer) {
  free(answer.values);
  free(answer.bytes);
}
