package org.normlab.storage;

import org.springframework.transaction.TransactionException;

/**
 * The database was told to commit and did not confirm it: what was written is stored or is not, and
 * only a later reading can tell. Any other failure of a transaction means that nothing was stored.
 */
public final class UnconfirmedCommit extends TransactionException {
  UnconfirmedCommit(RuntimeException cause) {
    super("the database did not confirm a commit", cause);
  }
}
