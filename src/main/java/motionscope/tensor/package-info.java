/**
 * Native tensors made safe: scopes, TorchScript operations, gradients, weights, seeded noise, device and precision.
 *
 * <p>The only package that touches the engine (DJL with PyTorch). What it hands out, {@link motionscope.tensor.Tensor},
 * has no method that breaks a gradient, aborts the JVM or outlives its {@link motionscope.tensor.Scope}.
 */
package motionscope.tensor;
