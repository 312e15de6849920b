using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// Lets threads take turns at libtorch's one generator: every native call that may draw from it goes through a method
/// that calls <c>TorchSharp.RandomTurns.Enter</c> before and <c>Leave</c> after it, once a program has set both.
/// </summary>
/// <remarks>
/// libtorch has one default generator for the whole process, and most functions that draw take no other. Two trainings
/// side by side would draw from it in an order that no run repeats. With the two actions a program can put the state
/// that belongs to the calling thread into the generator first. While they are null nothing is called.
/// </remarks>
internal sealed class RandomTurns
{
    /// <summary>The name of the class that carries the two actions.</summary>
    public const string TypeName = "RandomTurns";

    /// <summary>
    /// The native functions that draw, or that read and set the generator. The dropout within
    /// libtorch's own layers (<c>THSNN_LSTM_forward</c>, <c>THSNN_MultiheadAttention_forward</c> and their like) is
    /// left out: turns would make whole layers wait for each other.
    /// </summary>
    private static readonly string[] Drawing =
    [
        "THSGenerator_get_rng_state", "THSGenerator_set_rng_state", "THSGenerator_gen_manual_seed",
        "THSGenerator_manual_seed", "THSInit_normal_", "THSInit_trunc_normal_", "THSInit_orthogonal_",
        "THSInit_sparse_", "THSInit_uniform_", "THSInit_kaiming_normal_", "THSInit_kaiming_uniform_",
        "THSInit_xavier_normal_", "THSInit_xavier_uniform_", "THSNN_Embedding_ctor", "THSNN_EmbeddingBag_ctor",
        "THSNN_RNN_ctor", "THSNN_RNNCell_ctor", "THSNN_LSTM_ctor", "THSNN_LSTMCell_ctor", "THSNN_GRU_ctor",
        "THSNN_GRUCell_ctor", "THSNN_MultiheadAttention_ctor", "THSNN_Transformer_ctor",
        "THSNN_TransformerDecoderLayer_ctor", "THSNN_TransformerEncoderLayer_ctor",
        "THSNN_alpha_dropout", "THSNN_dropout", "THSNN_dropout2d", "THSNN_dropout3d", "THSNN_feature_alpha_dropout",
        "THSNN_scaled_dot_product_attention", "THSTensor_fractional_max_pool2d", "THSTensor_fractional_max_pool3d",
        "THSTensor_rrelu", "THSTensor_rrelu_", "THSTensor_randn_out", "THSTensor_rand_out", "THSTensor_randint_out",
        "THSTensor_rand_like", "THSTensor_randn_like", "THSTensor_randint_like", "THSTensor_randperm_out",
        "THSTensor_bernoulli", "THSTensor_multinomial", "THSTensor_poisson", "THSTensor_bernoulli_0",
        "THSTensor_bernoulli_1", "THSTensor_binomial", "THSTensor_cauchy_", "THSTensor_exponential_",
        "THSTensor_geometric_", "THSTensor_normal_", "THSTensor_log_normal_", "THSTensor_random_",
        "THSTensor_uniform_", "THSTensor_randint", "THSTensor_randint_bool", "THSTensor_randint_int",
        "THSTensor_randint_long", "THSTensor_rand_float", "THSTensor_randn_float", "THSTensor_rand", "THSTensor_randn",
        "THSTensor_standard_gamma_", "THSTensor_sample_dirichlet_", "THSTensor_randperm",
    ];

    private readonly ModuleDefinition _module;
    private readonly TypeReference _action;
    private readonly MethodReference _invoke;
    private readonly TypeDefinition _turns;
    private readonly FieldDefinition _enter;
    private readonly FieldDefinition _leave;

    public RandomTurns(ModuleDefinition module)
    {
        _module = module;
        _action = new TypeReference("System", "Action", module, module.TypeSystem.CoreLibrary);
        _invoke = new MethodReference("Invoke", module.TypeSystem.Void, _action) { HasThis = true };
        _turns = new TypeDefinition(
            "TorchSharp", TypeName, TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        _enter = new FieldDefinition("Enter", FieldAttributes.Static | FieldAttributes.Public, _action);
        _leave = new FieldDefinition("Leave", FieldAttributes.Static | FieldAttributes.Public, _action);
        _turns.Fields.Add(_enter);
        _turns.Fields.Add(_leave);
    }

    /// <returns>How many native functions take turns now.</returns>
    /// <exception cref="InvalidOperationException">A function that draws is not there under its name.</exception>
    public int Rewrite()
    {
        Dictionary<string, MethodDefinition> natives = [];
        foreach (MethodDefinition native in _module.GetTypes().SelectMany(type => type.Methods))
        {
            if (native.IsPInvokeImpl) natives.TryAdd(native.Name, native);
        }

        if (Drawing.FirstOrDefault(name => !natives.ContainsKey(name)) is { } missing)
        {
            throw new InvalidOperationException($"This TorchSharp.dll has no {missing}: the list of functions that " +
                "draw random numbers is of another version.");
        }

        Dictionary<string, MethodDefinition> turning =
            Drawing.ToDictionary(name => name, name => Turning(natives[name]));
        _module.Types.Add(_turns);
        foreach (MethodDefinition method in _module.GetTypes()
            .Where(type => type != _turns).SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (Instruction call in method.Body.Instructions.Where(i => i.OpCode == OpCodes.Call))
            {
                if (call.Operand is MethodDefinition { IsPInvokeImpl: true } native
                    && turning.TryGetValue(native.Name, out MethodDefinition? turn)) call.Operand = turn;
            }
        }

        return turning.Count;
    }

    /// <summary>The method that stands in for a native one: the same arguments and result.</summary>
    private MethodDefinition Turning(MethodDefinition native)
    {
        if (native.IsPrivate)
        {
            native.Attributes = native.Attributes & ~MethodAttributes.MemberAccessMask | MethodAttributes.Assembly;
        }

        MethodDefinition turn =
            new(native.Name, MethodAttributes.Static | MethodAttributes.Assembly, native.ReturnType);
        foreach (ParameterDefinition p in native.Parameters)
        {
            turn.Parameters.Add(new ParameterDefinition(p.Name, ParameterAttributes.None, p.ParameterType));
        }

        _turns.Methods.Add(turn);
        MethodBody body = turn.Body;
        bool gives = native.ReturnType.FullName != "System.Void";
        VariableDefinition enter = new(_action), result = new(gives ? native.ReturnType : _module.TypeSystem.Int32);
        body.Variables.Add(enter);
        body.Variables.Add(result);
        body.InitLocals = true;
        ILProcessor il = body.GetILProcessor();
        Instruction plain = il.Create(OpCodes.Nop);
        Instruction end = gives ? il.Create(OpCodes.Ldloc, result) : il.Create(OpCodes.Nop);
        il.Emit(OpCodes.Ldsfld, _enter);
        il.Emit(OpCodes.Stloc, enter);
        il.Emit(OpCodes.Ldloc, enter);
        il.Emit(OpCodes.Brfalse, plain);
        il.Emit(OpCodes.Ldloc, enter);
        il.Emit(OpCodes.Callvirt, _invoke);
        Instruction begin = Call(il, turn, native);
        if (gives) il.Emit(OpCodes.Stloc, result);
        il.Emit(OpCodes.Leave, end);
        Instruction last = il.Create(OpCodes.Ldsfld, _leave);
        il.Append(last);
        il.Emit(OpCodes.Callvirt, _invoke);
        il.Emit(OpCodes.Endfinally);
        il.Append(end);
        il.Emit(OpCodes.Ret);
        il.Append(plain);
        Call(il, turn, native);
        il.Emit(OpCodes.Ret);
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = begin,
            TryEnd = last,
            HandlerStart = last,
            HandlerEnd = end,
        });
        return turn;
    }

    private static Instruction Call(ILProcessor il, MethodDefinition turn, MethodDefinition native)
    {
        Instruction first = il.Create(OpCodes.Nop);
        il.Append(first);
        foreach (ParameterDefinition p in turn.Parameters) il.Emit(OpCodes.Ldarg, p);
        il.Emit(OpCodes.Call, native);
        return first;
    }
}
