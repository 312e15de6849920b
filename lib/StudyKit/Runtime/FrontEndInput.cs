using System.Reflection;

namespace StudyKit.Runtime;

/// <summary>Finds how the front end asks its reader for a line, without a reference to any front end.</summary>
internal static class FrontEndInput
{
    /// <summary>
    /// .NET Interactive's <c>Kernel.GetInputAsync(prompt, …)</c> when the kit runs in it; null elsewhere.
    /// </summary>
    public static Func<string, Task<string?>>? Find()
    {
        Type? kernel = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly =>
            assembly.GetName().Name == "Microsoft.DotNet.Interactive")?.GetType("Microsoft.DotNet.Interactive.Kernel");
        return kernel is null ? null : In(kernel);
    }

    /// <summary>
    /// The same for a given type: its static method with a prompt first and defaults for the rest. Where nothing takes
    /// the question, as in a .NET Interactive that no editor started, asking throws
    /// <see cref="NotSupportedException"/>.
    /// </summary>
    public static Func<string, Task<string?>>? In(Type kernel)
    {
        MethodInfo? ask = kernel.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(method =>
            method.Name == "GetInputAsync" && method.ReturnType == typeof(Task<string>)
                && method.GetParameters() is [{ } first, .. var rest]
            && first.ParameterType == typeof(string) && rest.All(parameter => parameter.HasDefaultValue));
        return ask is null
            ? null
            : prompt => AskAsync(() => (Task<string>)ask.Invoke(null, [prompt, .. ask.GetParameters()
                .Skip(1).Select(parameter => parameter.DefaultValue)])!);
    }

    private static async Task<string?> AskAsync(Func<Task<string>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(true);
        }
        catch (Exception unheard) when (IsUnheard(unheard))
        {
            throw new NotSupportedException(
                "A reader is asked by the editor that shows the notebook. None is there to ask here: open the " +
                "notebook in an editor, or give the text in the cell.", unheard);
        }
    }

    // .NET Interactive says so by the type of its error, or in another one's text.
    private static bool IsUnheard(Exception error) =>
        error.ToString().Contains("NoSuitableKernelException", StringComparison.Ordinal);
}
