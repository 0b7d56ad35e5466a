import RowcastDistributed
import RowcastFileIO

/// `part run`: one pass over the lines of a part.
public struct PartRun: Sendable {
  /// The path of the pass.
  public var pass: String
  /// Whether lines are packed, as ``PartPack`` writes them.
  public var isPacked: Bool

  /// Nothing is read before ``run(_:)``.
  public init(pass: String, isPacked: Bool = false) {
    self.pass = pass
    self.isPacked = isPacked
  }

  /// Reads standard input to its end; nothing is written for no lines.
  /// - Parameter write: gets what is found, whole lines.
  /// - Throws: ``PipelineError`` for a line that cannot be read, or a pass of another version.
  public func run(_ write: ([UInt8]) throws -> Void) throws {
    do {
      let file = try InputFile(path: pass)
      let bytes = try file.bytes(at: 0, count: file.count)
      let input = StandardInput()
      let plain: () throws -> [UInt8] = { try input.next(1 << 20) }
      let next = isPacked ? Self.unpacking(plain) : plain
      if ScoringPass.isOne(bytes) {
        try ScoringPass(bytes: bytes).score(name: "stdin", next: next, to: write)
      } else if let result = try PartWorker(try PartPass(bytes: bytes)).result(
        name: "stdin", next: next)
      {
        try write(try result.bytes())
      }
    } catch {
      throw PipelineError(wrapping: error, file: pass)
    }
  }

  private static func unpacking(
    _ more: @escaping () throws -> [UInt8]
  ) -> () throws -> [UInt8] {
    var lines = TextLines(more)
    return {
      while let line = try lines.next() {
        if !line.isEmpty { return try PackedLines.unpacked(line) }
      }
      return []
    }
  }
}

/// `part pack`: lines as fewer ones, for engines that keep them for many passes.
public struct PartPack: Sendable {
  /// Nothing is read before ``run(_:)``.
  public init() {}

  /// Packs standard input to its end; nothing is written for no lines.
  /// - Throws: ``PipelineError`` when it cannot be read.
  public func run(_ write: ([UInt8]) throws -> Void) throws {
    do {
      let input = StandardInput()
      try PackedLines.pack(next: { try input.next(1 << 20) }, to: write)
    } catch {
      throw PipelineError(wrapping: error, file: "stdin")
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
