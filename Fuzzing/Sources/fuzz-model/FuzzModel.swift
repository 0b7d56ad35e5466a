import FuzzSupport
import RowcastModeling
import RowcastTabular

/// The input is a model file. It is refused, or is written and read again the same and predicts rows
/// of any values with probabilities that add up to one.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let model = try? Model(bytes: bytes) else { return 0 }
  if let written = try? model.bytes() {
    let again = try? Model(bytes: written)
    precondition(again != nil, "what was written cannot be read")
  }
  let predictor = Predictor(model)
  let values: [Value] = [.missing, .integer(7), .text("north"), .text("2024-03-01")]
  for value in values {
    let row = Dictionary(
      model.features.requiredColumns.map { ($0, value) }, uniquingKeysWith: { first, _ in first })
    guard let prediction = try? predictor.predict(row) else { continue }
    let total = prediction.probabilities.values.reduce(0, +)
    precondition(
      !total.isFinite || prediction.probabilities.count < model.target.labels.count
        || abs(total - 1) < 1e-6, "probabilities do not add up")
  }
  return 0
}

@_cdecl("fuzz_model_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
