namespace StudyKit.Exercises;

/// <summary>An exercise whose answer is code: its form, how an answer is tried, a right and a wrong one.</summary>
/// <remarks>The tests of the kit run every check on both answers: the first must pass, the second fail.</remarks>
public sealed class ExerciseCheck
{
    private readonly Func<Delegate, string?> _fault;
    private readonly Type _form;

    private ExerciseCheck(string id, Type form, Func<Delegate, string?> fault, Delegate solution, Delegate wrong) =>
        (Id, _form, _fault, Solution, WrongAnswer) = (id, form, fault, solution, wrong);

    /// <summary>The notebook's name and the number of the exercise, as <c>transformer.2</c>.</summary>
    public string Id { get; }

    /// <summary>A right answer.</summary>
    public Delegate Solution { get; }

    /// <summary>An answer with a likely mistake.</summary>
    public Delegate WrongAnswer { get; }

    /// <summary>The answer's form in C#, as <c>Tensor f(Tensor, Tensor, Tensor)</c>.</summary>
    public string Form
    {
        get
        {
            System.Reflection.MethodInfo call = _form.GetMethod("Invoke")!;
            string takes = string.Join(", ", call.GetParameters().Select(p => Name(p.ParameterType)));
            return $"{Name(call.ReturnType)} f({takes})";
        }
    }

    /// <summary>Describes a check.</summary>
    /// <typeparam name="T">The form of the answer.</typeparam>
    /// <param name="id">As <c>transformer.2</c>.</param>
    /// <param name="fault">Tries an answer: null where it is right, else what is wrong in one sentence.</param>
    /// <param name="solution">A right answer.</param>
    /// <param name="wrong">An answer with a likely mistake.</param>
    public static ExerciseCheck Of<T>(string id, Func<T, string?> fault, T solution, T wrong)
        where T : Delegate =>
        new(id, typeof(T), answer => fault((T)answer), solution, wrong);

    /// <summary>Tries an answer; what it throws is an outcome, too.</summary>
    public ExerciseResult Try(Delegate answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Delegate? fitting = Delegate.CreateDelegate(_form, answer.Target, answer.Method, throwOnBindFailure: false);
        if (fitting is null)
        {
            return new(
                Id, ExerciseState.Wrong, $"The answer has another form: expected {Form}, received {answer.Method}.");
        }

        try
        {
            return _fault(fitting) is { } fault
                ? new(Id, ExerciseState.Wrong, fault)
                : new(Id, ExerciseState.Right, "Right.");
        }
        catch (NotImplementedException)
        {
            return new(Id, ExerciseState.NotWritten, $"Not written yet. The form is {Form}.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            string message = failure.Message.Split('\n')[0];
            return new(Id, ExerciseState.Wrong, $"It throws {failure.GetType().Name}: {message}");
        }
    }

    private static string Name(Type type) =>
        type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(double) ? "double"
        : type == typeof(float) ? "float" : type == typeof(string) ? "string" : type == typeof(bool) ? "bool"
        : type == typeof(void) ? "void"
        : type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple))
            ? $"({string.Join(", ", type.GetGenericArguments().Select(Name))})"
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
