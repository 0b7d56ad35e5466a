import RowcastExporting
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

@Suite("Values that are neither yes nor no") struct TruthTests {
  /// The probabilities of a row by what its cell of yes and no is.
  private func scores(_ one: ExportedCase, _ cells: [String]) -> [String: Double] {
    Dictionary(
      cells.indices.map { (cells[$0], one.probabilities[$0, 1]) }, uniquingKeysWith: { a, _ in a })
  }

  @Test("They count as missing, whether they come as texts or as numbers")
  func missing() throws {
    let words = scores(try .truths(asWords: true), ExportedCase.truthCells)
    let (yes, no, none) = (words["yes"], words["NO"], words["NA"])
    #expect(Set([yes, no, none]).count == 3)
    for cell in ["True", "1", "1.0", "1."] { #expect(words[cell] == yes, "\(cell)") }
    for cell in ["f", "0", "0.00"] { #expect(words[cell] == no, "\(cell)") }
    for cell in ExportedCase.truthCells.dropFirst(9) { #expect(words[cell] == none, "\(cell)") }
    let numbers = scores(try .truths(asWords: false), ExportedCase.truthNumbers)
    for cell in ["2", "60", "-5", "0.5"] { #expect(numbers[cell] == numbers[""], "\(cell)") }
    #expect(Set([numbers["1"], numbers["0"], numbers[""]]).count == 3)
  }

  @Test(
    "onnxruntime takes no number but 0 and 1 for a truth",
    .requires(.python(modules: ["onnxruntime", "numpy"])))
  func onnx() async throws {
    let one = try ExportedCase.truths(asWords: false)
    let python = try #require(RealPart.python(modules: ["onnxruntime", "numpy"]).path)
    let folder = try TemporaryFolder()
    try folder.write("rows-0.json", one.document.text())
    try folder.write("model-0.onnx", try ONNXModel.bytes(one.model))
    try folder.write("score.py", ForeignProgramTests.runtime)
    try [one].compare(try await Command(python).run(["score.py", "1"], in: folder), within: 1e-9)
  }

  @Test("SQLite takes no number but 0 and 1 for a truth", .requires(.python(modules: ["sqlite3"])))
  func sqlite() async throws {
    try await QueryTests().agree(
      [try .truths(asWords: false)], in: "sqlite", module: "sqlite3")
  }
}
