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

  /// A model of two columns, and what a query says of it.
  private func refused(_ first: String, _ second: String) throws -> ExportError? {
    let rows = (0..<60).map { "\($0 % 7),\($0 * 5 % 11),\($0 % 4 == 0 ? "up" : "down")\n" }
    let csv = "\(first),\(second),y\n" + rows.joined()
    let one = try ExportedCase(
      "names", Result { try ExportedCase.table(csv: csv) }, target: "y", fit: ExportedCase.linear)
    do throws(ExportError) {
      _ = try ScoringQuery.text(one.model, table: "t")
      return nil
    } catch {
      return error
    }
  }

  @Test("Columns that a database would take for one another, or for the query's own, are refused")
  func names() throws {
    #expect(try refused("zip", "city") == nil)
    let alike = try refused("Zip", "zip")
    #expect(alike?.column == "Zip" && alike?.description.contains("\"zip\"") == true)
    #expect(try refused("Y", "city")?.column == "Y")
    #expect(try refused("ROWCAST_x0", "city")?.column == "ROWCAST_x0")
    #expect(try refused("city", "prediction")?.column == "prediction")
    #expect(try refused("city", "probability_up")?.column == "probability_up")
    let one = try #require(ExportedCase.all.first)
    #expect(throws: ExportError.self) {
      try ScoringQuery.text(one.model, table: "rowcast_step_1")
    }
  }

  @Test("Durations are refused by their column, as databases write them in ways of their own")
  func durations() throws {
    var one = try #require(ExportedCase.all.first).model
    let place = try #require(one.features.columns.firstIndex { $0.number != nil })
    one.features.columns[place].reading.kind = .duration
    let error = #expect(throws: ExportError.self) { try ScoringQuery.text(one, table: "t") }
    #expect(error?.column == one.features.columns[place].name)
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
