/// Threads of the system that help with short work and then wait for more of it: a thread for each sum
/// over a table would cost more than the sum.
///
/// Who asks for help works as well, so that nothing depends on it: where the system has no thread to
/// give, nobody waits for one.
enum Helpers {
  /// Work that others may take part in, as long as its owner is at it.
  private struct Call {
    /// Holds the work; whoever takes part holds it no longer than that.
    let work: Monitor<Work?>
    /// Those who take part.
    let helpers: Monitor<Int>
  }

  private final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private struct Crew {
    /// Places that wait for a helper.
    var calls: [Call] = []
    var threads = 0
    var busy = 0
  }

  private static let crew = Monitor(Crew())

  /// Runs `body` on this thread and on up to `threads - 1` others at once; returns when all have
  /// returned, and hold nothing of it any more.
  static func run(threads: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let call = Call(work: Monitor(Work(body)), helpers: Monitor(0))
      ask(call, for: threads - 1)
      help(call)
      crew.change { crew in crew.calls.removeAll { $0.helpers === call.helpers } }
      call.helpers.read(when: { $0 == 0 }) { _ in }
      call.work.change { $0 = nil }
    }
  }

  /// Puts up places for helpers, and starts those that are missing.
  private static func ask(_ call: Call, for places: Int) {
    let missing = crew.change { crew in
      crew.calls += repeatElement(call, count: places)
      let missing = max(0, min(places - crew.threads, crew.calls.count + crew.busy - crew.threads))
      crew.threads += missing
      return missing
    }
    for index in 0..<missing where !OwnThread.start(serve) {
      crew.change { $0.threads -= missing - index }
      return
    }
  }

  /// The life of a helper.
  private static let serve: @Sendable () -> Void = {
    while true {
      let call = crew.change(when: { !$0.calls.isEmpty }) { crew in
        crew.busy += 1
        let call = crew.calls.removeFirst()
        call.helpers.change { $0 += 1 }
        return call
      }
      help(call)
      call.helpers.change { $0 -= 1 }
      crew.change { $0.busy -= 1 }
    }
  }

  /// Takes part; holds nothing of the work when it returns.
  private static func help(_ call: Call) {
    let work = call.work.read { $0 }
    work?.run()
  }
}
