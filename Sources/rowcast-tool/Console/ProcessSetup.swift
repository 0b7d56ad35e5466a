import RowcastFileIO
import RowcastMachine

/// What the process needs to be told once, before it does anything.
enum ProcessSetup {
  static func run() {
    keepFreedMemory()
    stopIdleThreads()
    leaveNothingUnfinished()
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
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// Buffers that a worker frees are kept for its next chunk.
  ///
  /// glibc gives memory at the end of a thread's heap back to the system when 128 KB are free, and
  /// the next chunk's buffers fault it in again, page by page: 120,000 faults and a fifth of the time
  /// for 240 MB of CSV. Memory of its own for what is larger than 4 MB keeps the peak of training low.
  private static func keepFreedMemory() {
    #if canImport(Glibc)
      mallopt(M_MMAP_THRESHOLD, 4 << 20)
      mallopt(M_TRIM_THRESHOLD, 64 << 20)
    #endif
  }

  /// Ends the threads that OpenBLAS starts when it is loaded. They wait for work by asking the
  /// system for it again and again, which for the first 50 milliseconds takes whole processors away
  /// from those who read a file; Rowcast calls OpenBLAS from threads of its own.
  private static func stopIdleThreads() {
    #if canImport(Glibc)
      typealias SetThreads = @convention(c) (CInt) -> Void
      typealias Shutdown = @convention(c) () -> CInt
      // By name, since another BLAS in its place may have neither.
      guard let setThreads = dlsym(nil, "openblas_set_num_threads"),
        let shutdown = dlsym(nil, "blas_thread_shutdown_")
      else { return }
      unsafeBitCast(setThreads, to: SetThreads.self)(1)
      _ = unsafeBitCast(shutdown, to: Shutdown.self)()
    #endif
  }
}
