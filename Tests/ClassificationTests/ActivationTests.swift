import RowcastClassification
import Foundation
import TestSupport
import Testing
import RowcastMachine

@Suite("Activations")
struct ActivationTests {
  private struct Reference: Decodable {
    struct Activations: Decodable { let points: [[String: Entry]] }
    struct Softmax: Decodable {
      let logits: [Double]
      let softmax: [Double]
      let logsumexp: Double
      let log_softmax: [Double]
    }
    enum Entry: Decodable {
      case number(Double)
      case pair([Double])
      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Double.self) {
          self = .number(number)
        } else {
          self = .pair(try value.decode([Double].self))
        }
      }
    }
    let activations: Activations
    let softmax: [Softmax]
  }

  private func reference() throws -> Reference {
    try JSONDecoder().decode(Reference.self, from: Data(Fixture.bytes("optima/activations.json")))
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 4e-15 * max(abs(a), abs(b)) || abs(a - b) < 1e-300
  }

  @Test("Values and derivatives are those of 60-digit arithmetic")
  func matchesReference() throws {
    let functions: [String: Activation] = [
      "sigmoid": .sigmoid, "tanh": .tanh, "relu": .relu,
      "leaky_relu_0.01": .leakyReLU(slope: 0.01), "prelu_0.25": .prelu(initialSlope: 0.25),
      "rrelu_eval": .rrelu(lower: 1.0 / 8, upper: 1.0 / 3), "elu_1": .elu(alpha: 1),
      "selu": .selu, "softplus": .softplus, "softsign": .softsign, "silu": .silu,
      "gelu_exact": .gelu, "step": .step, "sign": .sign,
    ]
    var checked = 0
    for point in try reference().activations.points {
      guard case .number(let x) = point["x"] else { continue }
      for (key, entry) in point {
        guard case .pair(let pair) = entry else { continue }
        if key == "log_sigmoid" {
          #expect(isClose(Elementary.logSigmoid(x), pair[0]))
          #expect(isClose(Elementary.sigmoid(-x), pair[1]))
          continue
        }
        let function = try #require(functions[key])
        #expect(isClose(function.value(x), pair[0]), "\(key)(\(x)) is \(function.value(x))")
        #expect(
          isClose(function.derivative(x), pair[1]), "\(key)'(\(x)) is \(function.derivative(x))")
        checked += 1
      }
    }
    #expect(checked > 200)
  }

  @Test("Softmax of extreme logits is exact")
  func softmax() throws {
    for row in try reference().softmax {
      let found = Outputs.softmax(row.logits)
      // A logit like -745.1 is itself only known to 1e-13.
      for (a, b) in zip(found, row.softmax) { #expect(abs(a - b) <= 1e-13 * b) }
      #expect(isClose(Outputs.logSumExp(row.logits), row.logsumexp))
      for (a, b) in zip(row.logits.map { $0 - Outputs.logSumExp(row.logits) }, row.log_softmax) {
        #expect(abs(a - b) <= 1e-13 * max(1, abs(b)))
      }
    }
    #expect(Outputs.logSumExp([-Double.infinity, -.infinity]) == -.infinity)
  }

  @Test("Derivatives agree with central differences away from kinks", arguments: Activation.all)
  func derivatives(_ function: Activation) {
    for x in stride(from: -6.05, through: 6.05, by: 0.1) {
      let h = 1e-6 * max(1, abs(x))
      let difference = (function.value(x + h) - function.value(x - h)) / (2 * h)
      #expect(abs(difference - function.derivative(x)) < 1e-8, "\(function.name) at \(x)")
    }
  }

  @Test("No function gives NaN for any number", arguments: Activation.all)
  func extremes(_ function: Activation) {
    let extremes: [Double] = [
      -.infinity, -1e308, -800, -0.0, 0, .leastNonzeroMagnitude, 800, 1e308,
    ]
    for x in extremes {
      #expect(!function.value(x).isNaN, "\(function.name)(\(x))")
      #expect(!function.derivative(x).isNaN, "\(function.name)'(\(x))")
    }
  }

  @Test("Functions are found by name and survive encoding", arguments: Activation.all)
  func names(_ function: Activation) throws {
    #expect(Activation(name: function.name) == function)
    #expect(Activation(name: function.name.uppercased()) == function)
    let data = try JSONEncoder().encode(function)
    #expect(try JSONDecoder().decode(Activation.self, from: data) == function)
  }

  @Test("An unknown name finds nothing")
  func unknownName() { #expect(Activation(name: "relux") == nil) }
}
