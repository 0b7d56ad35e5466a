import RowcastDistributed
import RowcastFileIO

/// `part run`: one pass over the lines of a part.
public struct PartRun: Sendable {
  /// The path of the pass.
  public var pass: String
  /// Whether lines are rows that a pass before handed out to be kept.
  public var isKept: Bool

  /// Nothing is read before ``run(_:)``.
  public init(pass: String, isKept: Bool = false) {
    self.pass = pass
    self.isKept = isKept
  }

  /// Reads standard input to its end; nothing is written for no lines.
  /// - Parameter write: gets what is found, whole lines: one result, and before it rows to be kept if the
  ///   pass says so, which do not begin with a brace.
  /// - Throws: ``PipelineError`` for a line that cannot be read, or a pass of another version.
  public func run(_ write: ([UInt8]) throws -> Void) throws {
    do {
      let file = try InputFile(path: pass)
      let bytes = try file.bytes(at: 0, count: file.count)
      let input = StandardInput()
      let next = { try input.next(1 << 20) }
      if ScoringPass.isOne(bytes) {
        if isKept { throw PartError(.notAPart("rows that were kept cannot be scored")) }
        return try ScoringPass(bytes: bytes).score(name: "stdin", next: next, to: write)
      }
      let worker = PartWorker(try PartPass(bytes: bytes))
      var kept = TextLines(next)
      let result =
        isKept
        ? try worker.result(ofKept: { try kept.next() })
        : try worker.result(name: "stdin", next: next, keep: write)
      if let result { try write(try result.bytes()) }
    } catch {
      throw PipelineError(wrapping: error, file: pass)
    }
  }
}

/// `part merge`: the results of parts as one.
public struct PartMerge: Sendable {
  /// Nothing is read before ``run(_:)``.
  public init() {}

  /// Reads results from standard input, a line each; nothing is written for none.
  /// - Throws: ``PipelineError`` for a line that is no result of the same pass.
  public func run(_ write: ([UInt8]) throws -> Void) throws {
    do {
      let input = StandardInput()
      var lines = TextLines { try input.next(1 << 20) }
      var total: PartResult?
      while let line = try lines.next() {
        if line.isEmpty { continue }
        let part = try PartResult(bytes: line)
        if total == nil { total = part } else { try total?.merge(part) }
      }
      if let total { try write(try total.bytes()) }
    } catch {
      throw PipelineError(wrapping: error, file: "stdin")
    }
  }
}
