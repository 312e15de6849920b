using System.Reflection;

namespace StudyKit.Runtime;

/// <summary>
/// Finds how the front end shows a value and replaces it, without a reference to any front end. In .NET Interactive
/// both are events of the running command under one id of our own: what its <c>Display</c> returns updates under
/// another id than it showed, and the reader sees no bar move.
/// </summary>
internal sealed class FrontEndDisplay
{
    private const string Space = "Microsoft.DotNet.Interactive";

    private readonly PropertyInfo _current, _command;
    private readonly MethodInfo _publish, _format;
    private readonly ConstructorInfo _shown, _updated;

    private FrontEndDisplay(Assembly core)
    {
        Type context = Need(core, "KernelInvocationContext");
        _current = context.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)
            ?? throw Missing("Current");
        _command = context.GetProperty("Command") ?? throw Missing("Command");
        _publish = context.GetMethods().FirstOrDefault(method => method.Name == "Publish"
            && method.GetParameters().Length == 1) ?? throw Missing("Publish");
        _shown = Constructor(Need(core, "Events.DisplayedValueProduced"));
        _updated = Constructor(Need(core, "Events.DisplayedValueUpdated"));
        Type formatted = _updated.GetParameters()[3].ParameterType.GenericTypeArguments[0];
        _format = formatted.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(method =>
            method.Name == "CreateManyFromObject"
            && method.GetParameters() is [{ ParameterType: var value }, { ParameterType: var types }]
            && value == typeof(object) && types == typeof(string[])) ?? throw Missing("CreateManyFromObject");
    }

    /// <summary>.NET Interactive's way when the kit runs in it and it is as known; null elsewhere.</summary>
    public static Func<object, Action<object>>? Find() =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(one => one.GetName().Name == Space) is { } core
            ? In(core)
            : null;

    /// <summary>The same in a given assembly.</summary>
    public static Func<object, Action<object>>? In(Assembly core)
    {
        try
        {
            return new FrontEndDisplay(core).Show;
        }
        catch (MissingMemberException)
        {
            return null;
        }
    }

    private Action<object> Show(object value)
    {
        string id = Guid.NewGuid().ToString("N");
        object? first = _current.GetValue(null);
        if (first is null)
        {
            Console.WriteLine(value);
            return Console.WriteLine;
        }

        _publish.Invoke(first, [_shown.Invoke([value, _command.GetValue(first), Format(value), id])]);
        return next =>
        {
            // A later cell, or a thread that belongs to none.
            object context = _current.GetValue(null) ?? first;
            _publish.Invoke(context, [_updated.Invoke([next, id, _command.GetValue(context), Format(next)])]);
        };
    }

    private object? Format(object value) => _format.Invoke(null, [value, Array.Empty<string>()]);

    private static Type Need(Assembly core, string name) => core.GetType($"{Space}.{name}") ?? throw Missing(name);

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().FirstOrDefault(one => one.GetParameters().Length == 4) ?? throw Missing(type.Name);

    private static MissingMemberException Missing(string name) => new($"{Space} has no {name} as it is known.");
}
