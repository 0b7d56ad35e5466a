import RowcastClassification
import RowcastFeatures
import RowcastTabular

/// The candidates that options leave open, from simple to complex.
struct CandidateChoices: Sendable {
  let options: TrainOptions
  let task: LearningTask
  var roles: DecidedRoles

  /// Inverse strengths that are tried when none is given, from strong penalty to weak; of many rows
  /// fewer, since it matters less; of texts fewer, since each takes long.
  static let strengths: [Double] = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300]
  static let fewStrengths: [Double] = [0.03, 0.3, 3, 30]
  static let textStrengths: [Double] = [1, 10, 100, 1000]
  /// Rows from which few inverse strengths are tried.
  static let manyRows = 6000
  /// The most rows for which runs of characters are tried beside words.
  static let characterRows = 10_000
  /// The most inputs of a network, times rows, for which one is tried.
  static let networkWeights = 2_000_000
  /// The most rows for which a multilayer perceptron is among what is compared.
  static let networkRows = 20_000
  /// The most numeric columns for each row for which it is: beyond that, as where genes are measured
  /// of a few patients, it takes minutes to find noise.
  static let networkColumns = 2
  /// Levels that cost a network as much as one column of numbers.
  static let levelsPerColumn = 4
  /// Beyond this many rows for each candidate weight a penalty hardly matters.
  static let largeTable = 100_000

  func candidates() throws -> [Candidate] {
    switch options.model {
    case .auto: return try automatic()
    case .logistic, .softmax:
      if options.model == .logistic, task.classCount > 2 {
        throw TrainingError(
          .twoClassesOnly(column: task.target.column, classes: task.classCount))
      }
      return try linears()
    case .mlp: return try networks()
    case .perceptron:
      var perceptron = Perceptron(seed: options.seed)
      perceptron.classWeights = classWeights
      if let epochs = options.maxIterations { perceptron.maxEpochs = epochs }
      return [
        Candidate(
          name: "perceptron", recipe: recipe(hinges: false), learner: .perceptron(perceptron))
      ]
    }
  }

  private func automatic() throws -> [Candidate] {
    var all = try linears()
    if case .columns = options.interactions { return all }
    if options.isInParts { return all }
    if untriedNetwork == nil, options.penalty == .l2 { all += try networks() }
    return all
  }

  /// Why no multilayer perceptron is among what is compared; nil where one is, or may be.
  private var untriedNetwork: ComparisonRemark? {
    if rows > Self.networkRows { return .noNetworkOfRows(rows) }
    // The terms of texts are linear in most that they say; a network of them takes minutes.
    if hasTexts { return .noNetworkOfTexts }
    let levels = roles.levels(threshold: 5).reduce(0) { $0 + min(rows, $1.levels) }
    // Of the levels of a column each row moves the weights of one.
    let width = numberColumns + levels / Self.levelsPerColumn
    return numberColumns > Self.networkColumns * max(1, rows) || width * rows > Self.networkWeights
      ? .noNetworkOfColumns(numberColumns, levels: levels, rows: rows) : nil
  }

  /// What was left out of the comparison, or is not all that it could be, for time and width, and what
  /// was asked for and cannot be.
  var remarks: [ComparisonRemark] {
    var found: [ComparisonRemark] = []
    let isAutomatic = options.model == .auto && options.penalty == .l2 && !options.isInParts
    guard isAutomatic || options.model == .softmax || options.model == .logistic else { return [] }
    var takesProducts = false
    if case .columns = options.interactions { takesProducts = true }
    switch options.shape {
    case .smooth where !takesProducts && recipe(hinges: false).learnsFromTarget:
      found.append(.noCurvesOfShares)
    case .smooth where !takesProducts && !hasAxes:
      if options.curves == .smooth { found.append(.noCurvesOfTexts) }
    case .smooth:
      let room = additiveRoom
      found += room.pooled.map {
        .pooledLevels(column: $0.column, kept: room.levelLimit, of: $0.levels)
      }
    case .hinges:
      if options.curves == .hinges, !mayHaveHinges {
        found.append(.noHinges(columns: numberColumns, rows: rows))
      }
    case .none: break
    }
    if isAutomatic, !takesProducts, let untriedNetwork { found.append(untriedNetwork) }
    return found
  }

  /// The plain linear model, and those with curves or hinges where there may be some.
  private func linears() throws -> [Candidate] {
    let plain = linear(linearName, hinges: false)
    var plains = [plain]
    if triesCharacters {
      var own = linear(linearName + " with runs of characters", hinges: false)
      own.recipe.setCharacters()
      plains.append(own)
    }
    if options.curves == .smooth, options.penalty != .l2 || options.inverseStrength != nil {
      throw TrainingError(.curvesWithPenalty)
    }
    if options.shape != .smooth, let asked = options.interactions, asked != .none {
      throw TrainingError(.productsWithoutCurves)
    }
    switch options.shape {
    case .none: return plains
    case .hinges:
      return plains
        + (mayHaveHinges ? [linear(linearName + " with hinges", hinges: true)] : [])
    case .smooth:
      if case .columns = options.interactions { return additives() }
      if recipe(hinges: false).learnsFromTarget || !hasAxes { return plains }
      // Where curves have to do with fewer levels, hinges keep them all.
      let isCut = options.curves == nil && !additiveRoom.pooled.isEmpty && mayHaveHinges
      return plains + (isCut ? [linear(linearName + " with hinges", hinges: true)] : [])
        + additives()
    }
  }

  private var hasTexts: Bool { roles.assignments.contains { $0.role == .text } }

  /// Whether validation chooses between words and words with runs of characters.
  private var triesCharacters: Bool {
    hasTexts && options.text == nil && rows <= Self.characterRows
  }

  /// Models of curves, and of curves with products.
  private func additives() -> [Candidate] {
    let name = linearName + " with curves"
    func candidate(_ words: String, _ products: AdditivePlan.Products) -> Candidate {
      Candidate(
        name: name + words, recipe: additiveRecipe,
        learner: .additive(
          AdditivePlan(
            classWeights: classWeights, multipliers: Self.multipliers, products: products,
            seed: options.seed, tolerance: options.tolerance,
            maxIterations: options.maxIterations)))
    }
    let most: Int
    switch options.interactions {
    case .columns(let columns): return [candidate(" and products", .asked(columns))]
    case .none?: return [candidate("", .none)]
    case .most(let number): most = number
    case .auto?, nil: most = AdditivePlan.pairLimit
    }
    return [
      candidate("", .none), candidate(" and pairs", .found(limit: most, triples: false)),
      candidate(", pairs and triples", .found(limit: most, triples: true)),
    ]
  }

  /// What the strengths that the data ask for are multiplied by.
  static let multipliers = [3, 1, 0.3, 0.1]

  /// What the additive recipe can have of levels and knots.
  private var additiveRoom: AdditiveRoom {
    let roles = self.roles.assignments.map(\.role)
    let numbers = roles.count { $0 == .numeric }
    // Each number may be missing, too.
    let others =
      2 * (numbers + roles.count { $0 == .boolean })
      + FeatureRecipe().dateParts.count * roles.count { $0 == .date }
    return AdditiveRoom(
      levels: self.roles.levels(threshold: FeatureRecipe().rareThreshold), numbers: numbers,
      others: others, outputs: task.classCount == 2 ? 1 : task.classCount, rows: rows)
  }

  private var additiveRecipe: FeatureRecipe {
    var recipe = recipe(hinges: false)
    if triesCharacters { recipe.setCharacters() }
    let room = additiveRoom
    recipe.levelLimit = room.levelLimit
    var curves = CurveOptions()
    curves.budget = room.knots
    recipe.curves = curves
    return recipe
  }

  /// Whether some column is a number or a category.
  private var hasAxes: Bool {
    roles.assignments.contains {
      switch $0.role {
      case .numeric, .boolean, .category, .date: true
      default: false
      }
    }
  }

  private var linearName: String {
    task.classCount == 2 ? "logistic regression" : "softmax regression"
  }

  private var mayHaveHinges: Bool {
    numberColumns > 0 && FeatureRecipe().affordableKnots(columns: numberColumns, rows: rows) > 0
  }

  private var rows: Int { task.labels.count }

  private var numberColumns: Int {
    task.table.columns.reduce(0) { sum, column in
      if case .numbers = column.values { sum + 1 } else { sum }
    }
  }

  private func linear(_ name: String, hinges: Bool) -> Candidate {
    var linear = LinearOptions()
    linear.classWeights = classWeights
    // Of texts the last digits of tens of thousands of weights cost most and say nothing.
    linear.tolerance = options.tolerance ?? (hasTexts ? 1e-4 : linear.tolerance)
    if let iterations = options.maxIterations { linear.maxIterations = iterations }
    switch options.penalty {
    case .l2, .none: linear.l1Ratio = 0
    case .l1: linear.l1Ratio = 1
    case .elasticnet: linear.l1Ratio = options.l1Ratio
    }
    let cs: [Double]
    if options.penalty == .none {
      cs = [.infinity]
    } else if let given = options.inverseStrength {
      cs = [given]
    } else {
      cs =
        rows > Self.largeTable
        ? [1]
        : hasTexts ? Self.textStrengths : rows < Self.manyRows ? Self.strengths : Self.fewStrengths
    }
    linear.c = cs[0]
    return Candidate(
      name: name, recipe: recipe(hinges: hinges), learner: .linear(linear, cs: cs))
  }

  private var classWeights: ClassWeights {
    options.classWeight == .balanced ? .balanced : .none
  }

  /// The weight decays that are tried, from strong to weak.
  static let weightDecays: [Double] = [1, 0.1, 0.01]

  /// The multilayer perceptrons to compare: one, or with `--activation all` one for each
  /// activation that can be trained by gradients.
  private func networks() throws -> [Candidate] {
    var network = MultilayerPerceptron()
    if !options.hidden.isEmpty { network.hidden = options.hidden }
    if let epochs = options.maxIterations { network.maxEpochs = epochs }
    network.classWeights = classWeights
    network.seed = options.seed
    options.network.apply(to: &network)
    // Activations are compared by the same decay.
    let isOpen = options.activation != .all && options.network.weightDecay == nil
    let decays = isOpen ? Self.weightDecays : [network.weightDecay]
    let plain = recipe(hinges: false)
    switch options.activation {
    case .all:
      return Activation.all.filter { $0.hasUsefulGradient && $0 != .identity }.map { activation in
        var network = network
        network.activation = activation
        return Candidate(
          name: "multilayer perceptron (\(activation.name))", recipe: plain,
          learner: .network(network, decays: decays))
      }
    case .one(let activation):
      guard activation.hasUsefulGradient else {
        throw ClassificationError(.noGradient(activation: activation.name))
      }
      network.activation = activation
    case nil: break
    }
    return [
      Candidate(
        name: "multilayer perceptron", recipe: plain, learner: .network(network, decays: decays))
    ]
  }

  /// How features are made, with what the options ask for.
  func recipe(hinges: Bool) -> FeatureRecipe {
    var recipe = FeatureRecipe()
    recipe.hinges = hinges ? .auto : .none
    // A comparison on a sample is of as many knots as all rows can afford.
    let knots = recipe.knotCount(rows: rows)
    let affordable = recipe.affordableKnots(columns: numberColumns, rows: rows)
    if hinges, affordable < knots { recipe.knots = affordable }
    if let imputation = options.impute { recipe.imputation = imputation }
    recipe.indicators = options.indicators == .auto
    if let scaling = options.scale { recipe.scaling = scaling }
    for (column, role) in options.roles.sorted(by: { $0.key < $1.key }) {
      recipe.set(role, of: column)
    }
    recipe.setEncodings(options)
    return recipe
  }
}
