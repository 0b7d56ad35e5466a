import RowcastEvaluation
import RowcastClassification
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastExporting

@Suite("What cannot be exported")
struct RefusalTests {
  @Test("A column of texts is refused by its name where the target has no terms")
  func texts() throws {
    let one = try ExportedCase(
      "messages", Result { try ExportedCase.table("messages.csv") }, target: "desk",
      fit: ExportedCase.linear)
    let error = #expect(throws: ExportError.self) { try ScoringQuery.text(one.model, table: "t") }
    #expect(error?.column == "message")
    #expect(error?.description.contains("texts") == true, "\(error?.description ?? "")")
  }

  @Test("Parts that do not fit each other are an error, not a trap")
  func mismatch() throws {
    var one = try #require(ExportedCase.all.first).model
    one.features.columns.removeLast(3)
    #expect(throws: ExportError.self) { try ScoringQuery.text(one, table: "t") }
    var other = try #require(ExportedCase.all.first).model
    other.labels.labels.append("third")
    #expect(throws: ExportError.self) { try SwiftSource.text(other) }
    var third = try #require(ExportedCase.all.first).model
    third.calibration = .platt([])
    #expect(throws: ExportError.self) { try ONNXModel.bytes(third) }
  }

  @Test("Names of columns become names of Swift, each once")
  func swiftNames() {
    var names = SwiftName(taken: ["labels"])
    let columns = [
      "Culmen Length (mm)", "Delta 15 N (o/oo)", "labels", "1st", "class", "", "CLASS",
    ]
    #expect(
      columns.map { names.property($0) }
        == [
          "culmenLengthMm", "delta15NOOo", "labels2", "column1st", "`class`", "column", "class2",
        ])
    #expect(SwiftName.type("churned") == "Churned" && SwiftName.type("7 days") == "Model7Days")
  }

  @Test("Numbers of a message are varints of seven bits a byte")
  func varints() {
    var message = ProtobufMessage()
    message.integer(1, 300)
    message.text(2, "hi")
    message.integer(3, -1)
    #expect(
      message.bytes == [0x08, 0xAC, 0x02, 0x12, 0x02, 0x68, 0x69, 0x18]
        + [UInt8](repeating: 0xFF, count: 9) + [0x01])
  }
}
