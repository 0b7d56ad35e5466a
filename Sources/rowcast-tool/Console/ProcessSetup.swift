import CRowcastMemory
import RowcastFileIO
import RowcastMachine

/// What the process needs to be told once, before it does anything.
enum ProcessSetup {
  static func run() {
    occupyClosedStreams()
    ProcessMemory.keepFreedBuffers()
    // A closed pipe, or a file that may grow no more, is an error of the write, and not the end of the
    // process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    leaveNothingUnfinished()
    endWhenExhausted()
  }

  /// A stream that is closed (`2>&-`) must not be the number of the first file that is opened: what
  /// is printed would go into it. Reading and writing fail as before; messages go nowhere.
  private static func occupyClosedStreams() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) == -1 {
      _ = System.open("/dev/null", number == 1 ? O_RDONLY : O_WRONLY)
    }
  }

  /// Without memory the program ends in one line, which names the file it was at work on.
  private static func endWhenExhausted() {
    let arguments = CommandLine.arguments.dropFirst()
    // What stands behind an option is most often its value.
    let file = zip(arguments, arguments.dropFirst()).reversed().first { before, path in
      if before.hasPrefix("-") { return false }
      return System.isReadable(path)
    }
    unsafe rowcast_end_when_exhausted(strdup(file?.1 ?? "rowcast")) { UnfinishedFiles.removeAll() }
  }

  /// Outputs that are not complete go with a program that is interrupted; what the signal does
  /// otherwise, it does.
  private static func leaveNothingUnfinished() {
    UnfinishedFiles.prepare()
    // Who started the program may have told it not to listen.
    for number in [SIGINT, SIGTERM, SIGHUP] where !System.ignores(number) {
      signal(number) { number in
        UnfinishedFiles.removeAll()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
