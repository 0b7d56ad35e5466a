import FuzzSupport

@testable import RowcastPipeline

/// Each line is an option by its number in the table, and its argument. It is refused as wrong usage,
/// or set; what was set applies to an input and an output, or is refused by name.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  var options = RunOptions()
  for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(32) {
    guard let number = line.first else { continue }
    let option = OptionTable.all[Int(number) % OptionTable.all.count]
    let texts = line.dropFirst().split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    do throws(PipelineError) {
      try option.set(option.form == .flag ? .flag : .arguments(texts), in: &options)
    } catch {
      precondition(error.kind == .usage, "\(error)")
    }
  }
  for format in FileFormat.allCases {
    do throws(PipelineError) { try options.reading.check(input: format, at: "in") } catch {
      precondition(error.kind == .usage, "\(error)")
    }
    do throws(PipelineError) { try options.writing.check(output: format) } catch {
      precondition(error.kind == .usage, "\(error)")
    }
  }
  do throws(PipelineError) { try options.training.checkModel() } catch {
    precondition(error.kind == .usage, "\(error)")
  }
  return 0
}

@_cdecl("fuzz_options_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
