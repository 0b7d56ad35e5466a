import FuzzSupport

@testable import RowcastPipeline

/// The input is a configuration file: it is refused, or sets options.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  var options = RunOptions()
  do {
    try RunConfiguration.apply(bytes, named: "fuzz.yaml", to: &options)
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}

@_cdecl("fuzz_yaml_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
