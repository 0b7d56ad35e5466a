import RowcastSpreadsheet
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// The rows of a table as the input sheet shows them and the model sees them.
struct WorkbookRows {
  private let plan: ScoringPlan
  private let evaluated: EvaluatedRows
  private let columns: [TypedColumn?]
  private let numbers: [[Double]]
  private let blank: RowValues
  let count: Int

  init(_ plan: ScoringPlan, table: Table?) throws(ExportError) {
    self.plan = plan
    let transformer = FeatureTransformer(plan.model.features)
    let table = table ?? Table(columns: [], rowCount: 0)
    count = table.rowCount
    evaluated = try EvaluatedRows(plan, transformer.transformed(table))
    columns = plan.inputs.map { table[$0.name] }
    numbers = zip(plan.inputs, columns).map { input, column in
      input.isNumeric || input.form != .text ? column?.numbers(input.reading) ?? [] : []
    }
    let nothing = transformer.transformed(Table(columns: [], rowCount: 1))
    blank = RowValues(
      plan, try EvaluatedRows(plan, nothing), row: 0, raw: plan.inputs.map { _ in .nan },
      given: plan.inputs.map { _ in false })
  }

  /// What stands in a row; beyond the table it is blank.
  func values(_ row: Int) -> RowValues {
    guard row < count else { return blank }
    let raw = numbers.map { row < $0.count && $0[row].isFinite ? $0[row] : .nan }
    let given = plan.inputs.indices.map { i in
      plan.inputs[i].form == .text || plan.inputs[i].form == .truthText
        ? text(row, i) != nil : raw[i].isFinite
    }
    let shown = zip(plan.inputs, raw).map { input, value in
      input.form == .date ? Self.serial(value) : value
    }
    return RowValues(plan, evaluated, row: row, raw: shown, given: given)
  }

  /// The text of an input's cell, nil when it has none.
  private func text(_ row: Int, _ input: Int) -> String? {
    guard let column = columns[input] else { return nil }
    switch column.values {
    case .texts(let codes, let dictionary):
      return codes[row] == TypedColumn.missingCode ? nil : dictionary[Int(codes[row])]
    case .numbers(let values):
      return values[row].isFinite ? values[row].description : nil
    }
  }

  /// What stands in the cells of a row's inputs; nothing beyond the table.
  func cells(_ row: Int, _ sheet: InputSheet) -> [SheetCell] {
    guard row < count else { return [] }
    return plan.inputs.enumerated().map { i, input in
      let number = row < numbers[i].count && numbers[i][row].isFinite ? numbers[i][row] : nil
      switch input.form {
      case .number where input.isTime:
        return number.map { SheetCell(.number($0 / 86_400_000), sheet.style(of: input)) } ?? .blank
      case .number: return number.map { .number($0) } ?? .blank
      case .truth: return number.map { .boolean($0 != 0) } ?? .blank
      case .date:
        return number.map { SheetCell(.number(Self.serial($0)), sheet.style(of: input)) } ?? .blank
      case .text, .truthText: return text(row, i).map { .text($0) } ?? .blank
      }
    }
  }

  /// Days since 1899-12-30, as workbooks count.
  static func serial(_ milliseconds: Double) -> Double { milliseconds / 86_400_000 + 25_569 }
}
