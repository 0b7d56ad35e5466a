import RowcastClassification
import RowcastEvaluation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastMachine
import RowcastModeling
import RowcastTabular

// One hot loop each, on data that is always the same: the best of seven runs on one thread.
//
//     swift run -c release micro            all
//     swift run -c release micro numbers    one

/// Whether a loop is to be run: all are when none is named.
func isAsked(_ name: String) -> Bool {
  let wanted = CommandLine.arguments.dropFirst()
  return wanted.isEmpty || wanted.contains { name.hasPrefix($0) || $0.hasPrefix(name) }
}

/// Prints the rate of a loop that goes through `count` things.
func measure(_ name: String, _ count: Int, _ unit: String, _ body: () throws -> Void) rethrows {
  guard isAsked(name) else { return }
  var best = Duration.seconds(1_000_000)
  for _ in 0..<7 { best = min(best, try ContinuousClock().measure(body)) }
  let nanoseconds = best / .nanoseconds(1)
  print(
    name + String(repeating: " ", count: max(1, 24 - name.count))
      + "\(Int(Double(count) / nanoseconds * 1000)) million \(unit)/s, \(Int(nanoseconds / 1000)) us, "
      + "\(Int(nanoseconds / Double(count))) ns each"
  )
}

var generator = SeededGenerator(seed: 1)
/// What a loop computes, so that it is not left out.
var total = 0.0

let texts = (0..<100_000).map { _ in
  Array("\((generator.uniform() * 1e9).rounded() / 1e4)".utf8)
}
measure("numbers", texts.reduce(0) { $0 + $1.count }, "bytes") {
  for text in texts { total += NumberText.double(text.span) ?? 0 }
}

var batch = RecordBatch(firstRow: 0)
let schema = Schema(
  (0..<10).map { ColumnSchema(name: "column \($0)", header: "column \($0)", source: $0, kind: nil) }
)
for row in 0..<10_000 {
  for column in 0..<10 {
    if column.isMultiple(of: 2) {
      batch.append("a text of row \(row)".utf8, column: UInt32(column))
    } else {
      batch.append("\(row).\(column)5".utf8, kind: .decimal, column: UInt32(column))
    }
  }
  batch.endRow(number: row + 2)
}
measure("encode json", batch.rowCount * 10, "cells") {
  var bytes = OutputBytes()
  JSONRecordEncoder(schema: schema).encode(batch, into: &bytes)
  total += Double(bytes.count)
}

let scores = (0..<1_000_000).map { _ in generator.uniform() }
let labels = scores.map { generator.uniform() < $0 ? 1 : 0 }
let predictions = try Predictions(
  classes: ["no", "yes"],
  probabilities: Matrix(rows: scores.count, columns: 2, values: scores.flatMap { [1 - $0, $0] }),
  labels: labels)
measure("assessment", scores.count, "rows") {
  total += WorkerCount.with(1) { Assessment(predictions).scores.logLoss }
}

measure("elementary exp", scores.count, "numbers") {
  for score in scores { total += Elementary.exp(score) }
}
measure("elementary log", scores.count, "numbers") {
  for score in scores { total += Elementary.log(score) }
}

// The kernels, through the fits whose time they are.
let width = 50
let rows = (0..<20_000).map { _ in (0..<width).map { _ in generator.uniform() - 0.5 } }
let features = try FeatureMatrix(rows: rows)
let two = rows.map { $0[0] + $0[1] + 0.3 * generator.uniform() > 0.15 ? 1 : 0 }
let ten = rows.map { min(9, max(0, Int(($0[0] + $0[1] + 1) * 5))) }
try measure("fit logistic", rows.count * width, "numbers") {
  total += try WorkerCount.with(1) {
    try LogisticRegression().fitted(to: features, labels: two).fit.objective
  }
}
try measure("fit softmax", rows.count * width, "numbers") {
  total += try WorkerCount.with(1) {
    try SoftmaxRegression().fitted(to: features, labels: ten, classCount: 10).fit.objective
  }
}
// One row at a time, as a server is asked: label, probabilities, reasons and drift.
let people = 4000
let amounts = (0..<10).map { i in (0..<people).map { _ in Double(i + 1) * generator.uniform() } }
let codes = [3, 8, 20, 60].map { many in
  (0..<people).map { _ in "code \(generator.below(many))" }
}
let churned = amounts[0].map { $0 + generator.uniform() > 1 ? "yes" : "no" }
let table = try Table(
  columns: amounts.enumerated().map { TypedColumn(name: "amount \($0)", numbers: $1) }
    + codes.enumerated().map { TypedColumn(name: "code \($0)", texts: $1) }
    + [TypedColumn(name: "churned", texts: churned)])
let asked = (0..<100).map { row in
  var values: [String: Value] = [:]
  for (i, column) in amounts.enumerated() {
    values["amount \(i)"] = ExactNumber(column[row]).map { .number($0) }
  }
  for (i, column) in codes.enumerated() { values["code \(i)"] = .text(column[row]) }
  return values
}
let pairs = [["amount 0", "amount 1"], ["amount 2", "code 0"]]
for (model, change) in [
  ("logistic", { $0.curves = CurveShape.none }),
  ("additive", { $0.interactions = .columns(pairs) }),
  ("mlp", { $0.model = .mlp }),
] as [(String, (inout TrainOptions) -> Void)] {
  // Only who asks for it waits for the training.
  guard isAsked("predict \(model)") else { continue }
  var options = TrainOptions()
  options.model = .logistic
  options.maxIterations = 20
  change(&options)
  let predictor = Predictor(
    try Trainer(target: "churned", options: options).fitted(to: table).model)
  try measure("predict \(model)", asked.count, "rows") {
    for row in asked { total += try predictor.predict(row).probabilities["yes"] ?? 0 }
  }
  measure("predict \(model), tasks", 8 * asked.count, "rows") {
    let sums = mapChunks(of: 8 * asked.count, size: asked.count) { _, _ in
      asked.reduce(0.0) { $0 + ((try? predictor.predict($1).probabilities["yes"]) ?? 0) }
    }
    total += sums.reduce(0, +)
  }
}
if total.isNaN { print("something is not a number") }
