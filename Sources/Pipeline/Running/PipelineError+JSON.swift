import RowcastJSONText

extension PipelineError {
  /// The error as one line of JSON, for programs.
  public var json: String {
    let document: JSONValue = ["error": jsonValue]
    return document.text()
  }

  var jsonValue: JSONValue {
    [
      "kind": .string("\(kind)"), "place": .string(place), "message": .string(message),
      "exit_code": .number(Int(kind.rawValue)),
    ]
  }
}
