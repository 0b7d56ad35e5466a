import RowcastFeatures

/// The parts of dates as nodes: civil dates by arithmetic on whole days, as doubles.
struct ONNXDates {
  private let days: String
  private let whole: String
  private let hour: String
  private var fields: [String: String] = [:]

  /// - Parameter milliseconds: a matrix of moments since 1970-01-01.
  init(_ milliseconds: String, in graph: inout ONNXGraph) {
    days = graph.node("Div", [milliseconds, graph.constant(86_400_000)])
    whole = graph.node("Floor", [days])
    let start = graph.node("Mul", [whole, graph.constant(86_400_000)])
    let rest = graph.node("Sub", [milliseconds, start])
    hour = graph.node("Div", [rest, graph.constant(3_600_000)])
    findFields(&graph)
  }

  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  private mutating func findFields(_ graph: inout ONNXGraph) {
    func floorDivide(_ x: String, _ by: Double, _ graph: inout ONNXGraph) -> String {
      graph.node("Floor", [graph.node("Div", [x, graph.constant(by)])])
    }
    func scale(_ x: String, _ by: Double, _ graph: inout ONNXGraph) -> String {
      graph.node("Mul", [x, graph.constant(by)])
    }
    func add(_ x: String, _ y: Double, _ graph: inout ONNXGraph) -> String {
      graph.node("Add", [x, graph.constant(y)])
    }
    let z = add(whole, 719_468, &graph)
    let era = floorDivide(z, 146_097, &graph)
    let dayOfEra = graph.node("Sub", [z, scale(era, 146_097, &graph)])
    var yearOfEra = graph.node("Sub", [dayOfEra, floorDivide(dayOfEra, 1460, &graph)])
    yearOfEra = graph.node("Add", [yearOfEra, floorDivide(dayOfEra, 36_524, &graph)])
    yearOfEra = graph.node("Sub", [yearOfEra, floorDivide(dayOfEra, 146_096, &graph)])
    yearOfEra = floorDivide(yearOfEra, 365, &graph)
    var before = scale(yearOfEra, 365, &graph)
    before = graph.node("Add", [before, floorDivide(yearOfEra, 4, &graph)])
    before = graph.node("Sub", [before, floorDivide(yearOfEra, 100, &graph)])
    let dayOfYear = graph.node("Sub", [dayOfEra, before])
    let shifted = floorDivide(add(scale(dayOfYear, 5, &graph), 2, &graph), 153, &graph)
    let monthStart = floorDivide(add(scale(shifted, 153, &graph), 2, &graph), 5, &graph)
    fields["day"] = add(graph.node("Sub", [dayOfYear, monthStart]), 1, &graph)
    let isEarly = graph.node("Less", [shifted, graph.constant(10)])
    let month = graph.node(
      "Where", [isEarly, add(shifted, 3, &graph), add(shifted, -9, &graph)])
    fields["month"] = month
    let year = graph.node("Add", [yearOfEra, scale(era, 400, &graph)])
    let isWinter = graph.node("LessOrEqual", [month, graph.constant(2)])
    fields["year"] = graph.node("Where", [isWinter, add(year, 1, &graph), year])
    let shiftedDays = add(whole, 3, &graph)
    let weeks = scale(floorDivide(shiftedDays, 7, &graph), 7, &graph)
    fields["weekday"] = graph.node("Sub", [shiftedDays, weeks])
  }

  /// A part of every date.
  func values(_ part: DatePart, in graph: inout ONNXGraph) -> String {
    func cycle(_ function: String, _ x: String, _ length: Double, from first: Double = 0) -> String
    {
      let place = graph.node("Sub", [x, graph.constant(first)])
      let turned = graph.node("Mul", [place, graph.constant(2 * .pi)])
      return graph.node(function, [graph.node("Div", [turned, graph.constant(length)])])
    }
    func field(_ name: String) -> String { fields[name] ?? whole }
    switch part {
    case .days: return days
    case .hour: return hour
    case .year, .month, .day, .weekday: return field(part.rawValue)
    case .monthSine: return cycle("Sin", field("month"), 12, from: 1)
    case .monthCosine: return cycle("Cos", field("month"), 12, from: 1)
    case .weekdaySine: return cycle("Sin", field("weekday"), 7)
    case .weekdayCosine: return cycle("Cos", field("weekday"), 7)
    case .hourSine: return cycle("Sin", hour, 24)
    case .hourCosine: return cycle("Cos", hour, 24)
    }
  }
}
