/** Members of fleets that nobody but us registers: what each strategy that registers them one by one shares. */
@NullMarked
package dev.verdigris.internal.targets;

import org.jspecify.annotations.NullMarked;
