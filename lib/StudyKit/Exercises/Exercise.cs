namespace StudyKit.Exercises;

/// <summary>The exercises whose answers a notebook can check.</summary>
public static class Exercise
{
    private static readonly Dictionary<string, ExerciseCheck> ById =
        new[]
        {
            TransformerExercises.All, BertExercises.All, ResNetExercises.All, GptExercises.All, Gpt2Exercises.All,
            Gpt3Exercises.All, LcccExercises.All,
        }.SelectMany(all => all).ToDictionary(check => check.Id, StringComparer.Ordinal);

    /// <summary>All checks, in the order of their ids.</summary>
    public static IReadOnlyList<ExerciseCheck> All { get; } =
        [.. ById.Values.OrderBy(check => check.Id, StringComparer.Ordinal)];

    /// <summary>Tries an answer.</summary>
    /// <param name="id">The exercise, as <c>transformer.2</c>.</param>
    /// <param name="answer">The reader's function.</param>
    /// <returns>Right, or what is wrong.</returns>
    /// <exception cref="ArgumentException">No exercise has this id.</exception>
    public static ExerciseResult Check(string id, Delegate answer) => Find(id).Try(answer);

    /// <summary>
    /// The reader's function where it is right, and a right one where it is not, so that a notebook goes on.
    /// </summary>
    /// <typeparam name="T">The form of the answer.</typeparam>
    /// <param name="id">The exercise.</param>
    /// <param name="answer">The reader's function; null where it is not written yet.</param>
    /// <exception cref="ArgumentException">No exercise has this id, or its answer has another form.</exception>
    /// <remarks>Where an answer is wrong, a printed line says what is.</remarks>
    public static T Take<T>(string id, T? answer)
        where T : Delegate
    {
        ExerciseCheck check = Find(id);
        if (check.Solution is not T solution)
        {
            throw new ArgumentException(
                $"The answer of exercise {id} has the form {check.Form}. Received {typeof(T).Name}.", nameof(answer));
        }

        if (answer is null) return solution;
        ExerciseResult result = check.Try(answer);
        if (result.State == ExerciseState.Right) return answer;
        Console.WriteLine(result);
        return solution;
    }

    private static ExerciseCheck Find(string id) => ById.TryGetValue(id, out ExerciseCheck? check)
        ? check
        : throw new ArgumentException(
            $"No exercise has the id '{id}'. Those with a check: {string.Join(", ", All.Select(one => one.Id))}.",
            nameof(id));
}
