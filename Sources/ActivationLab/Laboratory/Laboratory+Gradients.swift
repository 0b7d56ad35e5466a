import RowcastClassification

extension ActivationLaboratory {
  private var tenLayers: [Int] { Array(repeating: 20, count: 9) }

  func vanishingGradients() -> Demonstration {
    let functions: [Activation] = [.sigmoid, .tanh, .relu]
    let rows = functions.map { function in
      let norms = gradientNorms(network(tenLayers, function, epochs: 1))
      return Demonstration.Row(
        name: function.name, values: [norms[0], norms[9], norms[0] / norms[9]])
    }
    return Demonstration(
      number: 3,
      claim: "The slope of the sigmoid is at most 0.25, so ten layers leave the first ones nothing "
        + "to learn from.",
      method: "The gradient of each layer of a new network with ten layers, on one batch.",
      columns: ["first layer", "last layer", "first / last"], rows: rows,
      seen: "the sigmoid's first layer gets \(Demonstration.figure(rows[0].values[2])) of the "
        + "last's gradient, ReLU's \(Demonstration.figure(rows[2].values[2])).",
      holds: rows[0].values[2] < 1e-4 && rows[1].values[2] > 0.05 && rows[2].values[2] > 0.05)
  }

  func explodingGradients() throws(ClassificationError) -> Demonstration {
    let usual = gradientNorms(network(tenLayers, .relu, epochs: 1))[0]
    let large = gradientNorms(network(tenLayers, .relu, epochs: 1), weightScale: 3)[0]
    let data = LaboratoryRows.normal(200, width: 10, seed: seed)
    func loss(clip: Double?) throws(ClassificationError) -> Double {
      let steep = network(tenLayers, .relu, epochs: 20) {
        $0.optimizer = .sgd(learningRate: 0.5, momentum: 0.9)
        $0.gradientClip = clip
      }
      do throws(ClassificationError) {
        let model = try steep.fitted(to: data.features, labels: data.labels, classCount: 2)
        return model.epochs.last?.trainingLoss ?? .nan
      } catch {
        guard case .diverged = error.reason else { throw error }
        return .infinity
      }
    }
    let (free, clipped) = (try loss(clip: nil), try loss(clip: 0.1))
    return Demonstration(
      number: 4, claim: "Factors above 1 make the gradient explode; clipping keeps it in bounds.",
      method: "Ten layers of ReLU with weights as usual and three times as large; then 20 epochs "
        + "at a steep learning rate, without clipping and with.",
      columns: ["figure"],
      rows: [
        .init(name: "first layer's gradient, usual weights", values: [usual]),
        .init(name: "first layer's gradient, 3 times the weights", values: [large]),
        .init(name: "training loss without clipping", values: [free]),
        .init(name: "training loss, gradient clipped to 0.1", values: [clipped]),
      ],
      seen: "the gradient grows \(Demonstration.figure(large / usual)) times; training "
        + "at a steep rate ends at a loss of \(Demonstration.figure(free)), clipped at "
        + "\(Demonstration.figure(clipped)).",
      holds: large > 1000 * usual && clipped < 0.5 && !(free <= clipped))
  }

  func batchNormalization() -> Demonstration {
    let rows = [false, true].map { normalizes in
      let norms = gradientNorms(
        network(tenLayers, .sigmoid, epochs: 1) { $0.normalizesBatches = normalizes })
      return Demonstration.Row(
        name: normalizes ? "with batch normalization" : "without",
        values: [norms[0], norms[9], norms[0] / norms[9]])
    }
    return Demonstration(
      number: 10, claim: "Batch normalization steadies the gradient.",
      method: "The ten layers of sigmoid units once more, without and with it.",
      columns: ["first layer", "last layer", "first / last"], rows: rows,
      seen: "the first layer's share grows from \(Demonstration.figure(rows[0].values[2])) to "
        + "\(Demonstration.figure(rows[1].values[2])).",
      holds: rows[1].values[2] > 100 * rows[0].values[2])
  }

  func kinks() throws(ClassificationError) -> Demonstration {
    func error(_ function: Activation, _ x: Double) -> Double {
      let h = 1e-6
      let difference = (function.value(x + h) - function.value(x - h)) / (2 * h)
      return abs(difference - function.derivative(x))
    }
    let functions: [Activation] = [.relu, .leakyReLU(slope: 0.01), .tanh]
    let rows = functions.map {
      Demonstration.Row(name: $0.name, values: [error($0, 0), error($0, 1e-4), error($0, -1)])
    }
    let data = LaboratoryRows.circles(20, seed: seed)
    var refusal = ""
    do throws(ClassificationError) {
      _ = try network([4], .step, epochs: 1)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
    } catch {
      refusal = error.description
    }
    return Demonstration(
      number: 15,
      claim: "An activation must have a slope almost everywhere to be trained by gradients.",
      method: "The derivative against a central difference at the kink, beside it and far from it; "
        + "then training with the step function.",
      columns: ["at 0", "at 0.0001", "at -1"], rows: rows,
      seen: "a kink harms only at its very place, which gradient checks leave out; the step "
        + "function is refused (\(refusal)).",
      holds: rows[0].values[0] > 0.4 && rows[0].values[1] < 1e-9 && rows[2].values[0] < 1e-9
        && !refusal.isEmpty)
  }
}
