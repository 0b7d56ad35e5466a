import RowcastPipeline
import Synchronization
import RowcastModeling

/// One line on the terminal that says how far a long run is; nothing in the first half second.
final class ProgressLine: Sendable {
  static let shared = ProgressLine()

  private struct State {
    var start = ContinuousClock.now
    var last = ContinuousClock.now
    var stage: RunProgress.Stage?
    var isShown = false
  }

  private let state = Mutex(State())

  func show(_ progress: RunProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      if progress.stage != state.stage {
        state.stage = progress.stage
        state.start = now
      }
      guard now - state.start > .milliseconds(500), now - state.last > .milliseconds(100) else {
        return
      }
      state.last = now
      state.isShown = true
      let seconds = Self.seconds(now - state.start)
      var line = progress.training.map(Self.words) ?? progress.stage.rawValue
      if progress.rows > 0 {
        line += ": \(Self.grouped(progress.rows)) rows"
        line += ", \(Self.grouped(Int(Double(progress.rows) / seconds)))/s"
      }
      // The last hundredth is done when the line goes.
      if let fraction = progress.fraction.map({ min(0.99, $0) }), fraction > 0.01 {
        let filled = Int(fraction * 20)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        let left = seconds * (1 - fraction) / fraction
        line = "\(bar) \(Int(fraction * 100))%  \(line), \(Int(left.rounded(.up))) s left"
      }
      Console.printRaw("\r\u{1B}[2K" + line)
    }
  }

  /// What a training is at: `validating, fold 2 of 5, multilayer perceptron, epoch 12`.
  private static func words(_ training: TrainingProgress) -> String {
    var parts = [training.stage.rawValue]
    if let fold = training.fold, let count = training.of, count > 1 {
      parts.append("fold \(fold) of \(count)")
    }
    if let candidate = training.candidate { parts.append(candidate) }
    if let epoch = training.epoch { parts.append("epoch \(epoch)") }
    return parts.joined(separator: ", ")
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { Console.printRaw("\r\u{1B}[2K") }
      state.isShown = false
    }
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// `1,234,567`
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (i, digit) in String(number.magnitude).reversed().enumerated() {
      if i > 0, i % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }
}
