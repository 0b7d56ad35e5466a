import RowcastDistributed
import RowcastJSONText
import Synchronization

/// Rows that an engine has, and a driver asks for: a conversation by lines.
///
/// A pass is written to a file that is named by its content, and one line of JSON names it, and says
/// whether rows are to be kept: then the lines that are no results are what later passes go over. What comes
/// back are the results of parts, a line each, in any order, and then an empty line; a line that begins
/// with `error` ends it all.
final class AskedRows: RowsElsewhere {
  let lineCount: Int?
  private let folder: String
  private let say: @Sendable (String) -> Void
  private let hear: @Sendable () -> String?
  private let passes = Atomic<Int>(0)

  init(
    lineCount: Int?, folder: String, say: @escaping @Sendable (String) -> Void,
    hear: @escaping @Sendable () -> String?
  ) {
    self.lineCount = lineCount
    self.folder = folder
    self.say = say
    self.hear = hear
  }

  func result(of pass: PartPass) throws -> PartResult {
    let name = try PassFile.write(try pass.bytes(), in: folder)
    let number = passes.wrappingAdd(1, ordering: .relaxed).newValue
    let question: JSONValue = [
      "pass": .string(name), "number": .number(number),
      "kind": .string(pass.isProfile ? "profile" : "fit"), "keep": .boolean(pass.keeps),
    ]
    say(question.text())
    var total = PartResult(of: pass)
    while let line = hear() {
      if line.isEmpty { return total }
      if line.hasPrefix("error") {
        throw PartError(.abandoned(String(line.dropFirst(5).drop { $0 == ":" || $0 == " " })))
      }
      try total.merge(try PartResult(bytes: Array(line.utf8)))
    }
    throw PartError(.abandoned("who asks for the passes has gone"))
  }
}
