/** How a process ended, as Node tells it. */
export interface Exit {
  code: number | null;
  signal: string | null;
}

/** Says what the end of a session's process means, in the words of `studykit run`. */
export function describeDeath(exit: Exit, errors: string): string {
  // A program started by a shell tells a signal as 128 plus its number.
  const signal = exit.signal ?? (exit.code !== null ? signals[exit.code - 128] : undefined);
  if (errors.includes("Stack overflow")) {
    return "The cell overflowed the stack, which ends the process. Look for a method that calls itself without end.";
  }

  if (errors.includes("Unhandled exception")) {
    return "An exception on a thread of the cell's own was not caught, which ends the process.";
  }

  if (/out of memory/i.test(errors)) return "The process ran out of memory. Take a smaller scale or batch.";
  const native = /what\(\):\s*([^\n]+)/.exec(errors)?.[1];
  if (native) return `${native.trim()} (Native code ended the process with this. It cannot be caught.)`;
  if (signal === "SIGKILL") {
    return "The process was killed (SIGKILL). If nobody did that by hand, the system ran out of memory: take a " +
      "smaller scale or batch.";
  }

  if (signal && crashes.includes(signal)) return `Native code crashed with ${signal}.`;
  if (signal) return `The process was ended by ${signal}.`;
  return `The cell ended the process (exit code ${exit.code ?? "unknown"}). A notebook stops by throwing, not by ` +
    "Environment.Exit.";
}

const signals: Record<number, string> = {
  1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL",
  11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
};

const crashes = ["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT"];
