import RowcastFileIO
import RowcastMachine

/// What the process needs to be told once, before it does anything.
enum ProcessSetup {
  static func run() {
    ProcessMemory.keepFreedBuffers()
    // A closed pipe is an error of the write, and not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    leaveNothingUnfinished()
    // A reader of our output that goes away is an error to be told from others, not our end.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Outputs that are not complete go with a program that is interrupted; what the signal does
  /// otherwise, it does.
  private static func leaveNothingUnfinished() {
    UnfinishedFiles.prepare()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number) { number in
        UnfinishedFiles.removeAll()
        signal(number, SIG_DFL)
        raise(number)
      }
      // Who started the program may have told it not to listen, as `nohup` does.
      if unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }
}
