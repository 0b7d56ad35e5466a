import Dispatch
import Foundation

/// What a program did: its exit code and what it wrote.
public struct Outcome: Sendable {
  /// The exit code, or 128 and the signal's number for a program that a signal ended.
  public let exitCode: Int
  public let output: [UInt8]
  public let errors: String

  /// The output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines written to stderr, without empty ones.
  public var errorLines: [String] {
    errors.split(whereSeparator: \.isNewline).map(String.init)
  }
}

/// A program to be run by tests.
public struct Command: Sendable {
  public let executable: String

  public init(_ executable: String) { self.executable = executable }

  /// The `rowcast` that was built with the tests; `ROWCAST_BINARY` names another.
  public static let rowcast = Command(
    ProcessInfo.processInfo.environment["ROWCAST_BINARY"] ?? builtRowcast())

  /// The shell, for pipes: `rowcast` is `"$ROWCAST"` in its scripts.
  public static let shell = Command("/bin/sh")

  /// Runs the program to its end, with a limit of time, and returns what it did.
  ///
  /// Output goes through files, so that no full pipe can hold the program up.
  public func run(
    _ arguments: [String], input: [UInt8] = [], in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:], seconds: Double = 600
  ) async throws -> Outcome {
    await Turn.shared.take()
    defer { Task { await Turn.shared.giveBack() } }
    let scratch = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: (folder ?? scratch).path)
    var variables = ProcessInfo.processInfo.environment
    variables["ROWCAST"] = Command.rowcast.executable
    variables["COLUMNS"] = "100"
    variables["NO_COLOR"] = "1"
    process.environment = variables.merging(environment) { $1 }
    let given = try scratch.write("in", input)
    try scratch.write("out", "")
    try scratch.write("err", "")
    let reading = try FileHandle(forReadingFrom: URL(fileURLWithPath: given))
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch("out")))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch("err")))
    process.standardInput = reading
    process.standardOutput = output
    process.standardError = errors
    try await process.runToEnd(seconds: seconds)
    let code = Int(process.terminationStatus)
    return Outcome(
      exitCode: process.terminationReason == .exit ? code : 128 + code,
      output: try scratch.bytes("out"), errors: try scratch.text("err"))
  }

  /// Runs a script of the shell; what it writes to stdout and its exit code are the outcome.
  public static func script(
    _ text: String, in folder: TemporaryFolder? = nil, seconds: Double = 600
  ) async throws -> Outcome {
    try await shell.run(["-c", text], in: folder, seconds: seconds)
  }

  /// Beside the test bundle, where the build puts both.
  private static func builtRowcast() -> String {
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }
    for bundle in bundles {
      var url = URL(fileURLWithPath: bundle)
      while url.pathComponents.count > 1 {
        let candidate = url.appendingPathComponent("rowcast").path
        if !url.path.contains(".xctest"),
          FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
        if !url.path.contains(".xctest") { break }
        url.deleteLastPathComponent()
      }
    }
    return Fixture.root + "/.build/debug/rowcast"
  }
}

extension Process {
  /// Starts the process and waits for its end without holding a thread; too slow a one is killed.
  fileprivate func runToEnd(seconds: Double) async throws {
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      terminationHandler = { _ in continuation.resume() }
      do {
        try run()
      } catch {
        terminationHandler = nil
        continuation.resume(throwing: error)
        return
      }
      let child = processIdentifier
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
        if let self, self.isRunning, self.processIdentifier == child { kill(child, SIGKILL) }
      }
    }
  }
}

extension Command {
  /// Whether there is anything under this path.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
