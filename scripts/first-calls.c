/*
 * Runs a program with a breakpoint at each of its functions, and writes down the name of each when it is called for the first time. A breakpoint
 * is taken away once it was met, so the program runs almost as fast as always. Signals that ask for its end are passed on.
 * usage: first-calls SYMBOLS CALLS PROGRAM ARGUMENTS...      SYMBOLS: lines "address name" by address; CALLS: the file to write
 * For Linux on x86-64, and programs that are loaded at the addresses of their file.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define BREAKPOINT 0xcc

struct function {
  unsigned long address;
  char *name;
  unsigned char code;
  int called;
};

static struct function *functions;
static size_t count;
static pid_t program;

static void fail(const char *what) {
  perror(what);
  exit(125);
}

static void read_symbols(const char *file) {
  FILE *in = fopen(file, "r");
  if (!in) fail(file);
  size_t room = 0;
  unsigned long address;
  char *name;
  while (fscanf(in, "%lx %ms", &address, &name) == 2) {
    if (count == room) {
      room = room ? 2 * room : 1 << 16;
      functions = realloc(functions, room * sizeof *functions);
      if (!functions) fail("symbols");
    }
    if (count == 0 || functions[count - 1].address != address)
      functions[count++] = (struct function){.address = address, .name = name};
  }
  fclose(in);
}

static int by_address(const void *address, const void *function) {
  unsigned long a = *(const unsigned long *)address, b = ((const struct function *)function)->address;
  return a < b ? -1 : a > b;
}

static void set_code(int memory, const struct function *at, unsigned char code) {
  if (pwrite(memory, &code, 1, (off_t)at->address) != 1) fail(at->name);
}

static void pass_on(int signal) {
  kill(program, signal);
}

/* Whether the thread stands behind a breakpoint; then it is set back to where its function begins. */
static int meets_breakpoint(pid_t thread, int memory, FILE *calls) {
  struct user_regs_struct registers;
  if (ptrace(PTRACE_GETREGS, thread, 0, &registers)) return 0;
  unsigned long address = registers.rip - 1;
  struct function *met = bsearch(&address, functions, count, sizeof *functions, by_address);
  if (!met) return 0;
  if (!met->called) {
    met->called = 1;
    set_code(memory, met, met->code);
    fprintf(calls, "%s\n", met->name);
  }
  registers.rip = address;
  ptrace(PTRACE_SETREGS, thread, 0, &registers);
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: %s SYMBOLS CALLS PROGRAM ARGUMENTS...\n", argv[0]);
    return 2;
  }
  read_symbols(argv[1]);
  FILE *calls = fopen(argv[2], "w");
  if (!calls) fail(argv[2]);
  setvbuf(calls, NULL, _IOLBF, 0);

  program = fork();
  if (program == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    execv(argv[3], argv + 3);
    _exit(127);
  }
  int status;
  if (waitpid(program, &status, 0) < 0 || !WIFSTOPPED(status)) fail(argv[3]);
  signal(SIGTERM, pass_on);
  signal(SIGINT, pass_on);
  ptrace(PTRACE_SETOPTIONS, program, 0, PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", program);
  int memory = open(path, O_RDWR);
  if (memory < 0) fail(path);
  for (size_t i = 0; i < count; i++) {
    if (pread(memory, &functions[i].code, 1, (off_t)functions[i].address) != 1) fail(functions[i].name);
    set_code(memory, &functions[i], BREAKPOINT);
  }
  ptrace(PTRACE_CONT, program, 0, 0);

  for (;;) {
    pid_t thread = waitpid(-1, &status, __WALL);
    if (thread < 0) {
      if (errno == EINTR) continue;
      fail("wait");
    }
    if (!WIFSTOPPED(status)) {
      if (thread == program) break;
      continue;
    }
    int signal = WSTOPSIG(status);
    int is_ours = signal == SIGSTOP || (signal == SIGTRAP && (status >> 16 || meets_breakpoint(thread, memory, calls)));
    ptrace(PTRACE_CONT, thread, 0, is_ours ? 0 : signal);
  }
  fclose(calls);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
