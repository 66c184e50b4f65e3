/**
 * Whoever may label a pull request vouches with it for reports that only claim what they say. It holds for the head on
 * which it was set, and for no other.
 */
export const approvalLabel = "evidence-approved";
