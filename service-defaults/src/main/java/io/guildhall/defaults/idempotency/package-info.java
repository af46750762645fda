/**
 * A command that is sent twice has its effect once, also when a process dies between the two.
 *
 * <p>The reasoning. A request with a key becomes a row before it runs, committed on its own, so that a second one is
 * told at once that the first still runs. The row alone proves nothing about the effect: the process may die before
 * or after the effect's commit. Therefore every writing transaction of the request also updates the row, just before
 * it commits and in the same commit ({@code committed}). So the row is marked if, and only if, there is an effect,
 * and after a crash:
 *
 * <ul>
 *   <li>not marked: nothing happened. Once the claim has expired, a repeated request replaces the claim's token and
 *       runs. If the first attempt was not dead but asleep, its mark finds another token, changes no row, and its
 *       transaction is rolled back: the two can never both commit.
 *   <li>marked, without an answer: the effect is there, and its answer was lost with the process. It is not run
 *       again; the client is told {@code request-already-done} and reads the state.
 *   <li>marked or finished, with an answer: the answer is given again.
 * </ul>
 *
 * <p>Alternatives that were not taken: one transaction around the whole controller method would keep the answer too,
 * but hold a database connection and locks while passwords are hashed and other services are called. Storing the
 * answer after the effect without the mark runs the effect again after a crash between the two.
 *
 * <p>What it does not cover: effects outside of the service's database (they take their own keys), and work that the
 * request hands to other threads.
 */
@NullMarked
package io.guildhall.defaults.idempotency;

import org.jspecify.annotations.NullMarked;
