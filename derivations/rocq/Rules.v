(* The rules by which the proofs go, each proved once, and the tactics that close their leaves.
   A statement's proof is a tree of these rules: see the files of the chapters. *)
From Coq Require Import Reals Lra Psatz Field List.
Import ListNotations.
Open Scope R_scope.

Lemma rule_even_power x n : Nat.even n = true -> 0 <= x ^ n.
Proof.
  intro H. apply Nat.even_spec in H. destruct H as [k ->].
  rewrite pow_mult. apply pow_le, pow2_ge_0.
Qed.

(* Complex numbers, and their moduli. *)
Definition Cplx := (R * R)%type.
Definition modulus (z : Cplx) : R := sqrt (fst z ^ 2 + snd z ^ 2).
Lemma modulus_nonneg z : 0 <= modulus z. Proof. apply sqrt_pos. Qed.

(* Cube roots of what isn't negative. *)
Definition cbrt (x : R) : R := if Rlt_dec 0 x then exp (ln x / 3) else 0.
Lemma rule_cbrt_pos x : 0 < x -> 0 < cbrt x.
Proof. intro H. unfold cbrt. destruct (Rlt_dec 0 x); [apply exp_pos | contradiction]. Qed.
Lemma rule_cbrt_nonneg x : 0 <= cbrt x.
Proof. unfold cbrt. destruct (Rlt_dec 0 x); [left; apply exp_pos | lra]. Qed.

(* Signs by syntax: sums, products, powers and quotients of what has a sign. *)
Ltac nonneg :=
  lazymatch goal with
  | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; nonneg
  | |- 0 <= _ * _ => apply Rmult_le_pos; nonneg
  | |- 0 <= _ / _ => unfold Rdiv; apply Rmult_le_pos; [nonneg | left; apply Rinv_0_lt_compat; pos]
  | |- 0 <= / _ => left; apply Rinv_0_lt_compat; pos
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= ?x ^ ?n => first [apply pow_le; nonneg | apply rule_even_power; reflexivity]
  | |- 0 <= IZR _ => apply IZR_le; vm_compute; discriminate
  | |- 0 <= sqrt _ => apply sqrt_pos
  | |- 0 <= cbrt _ => apply rule_cbrt_nonneg
  | |- 0 <= Rabs _ => apply Rabs_pos
  | |- 0 <= modulus _ => apply modulus_nonneg
  | |- 0 <= exp _ => left; apply exp_pos
  | |- _ => first [assumption | left; assumption | lra]
  end
with pos :=
  lazymatch goal with
  | |- 0 < _ + _ => first [ apply Rplus_lt_le_0_compat; [pos | nonneg]
                          | apply Rplus_le_lt_0_compat; [nonneg | pos] ]
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; pos
  | |- 0 < _ / _ => unfold Rdiv; apply Rmult_lt_0_compat; [pos | apply Rinv_0_lt_compat; pos]
  | |- 0 < / _ => apply Rinv_0_lt_compat; pos
  | |- 0 < _ ^ _ => apply pow_lt; pos
  | |- 0 < IZR _ => apply IZR_lt; vm_compute; reflexivity
  | |- 0 < sqrt _ => apply sqrt_lt_R0; pos
  | |- 0 < cbrt _ => apply rule_cbrt_pos; pos
  | |- 0 < exp _ => apply exp_pos
  | |- _ => first [assumption | lra]
  end.

(* A denominator that is known not to be zero; its terms are replaced with those of the goal. *)
Definition denominator (q : R) : Prop := q <> 0.
Definition seen (q : R) : Prop := q <> 0.
(* Not zero: known, of one sign by syntax, or what is known to be so up to a factor. *)
Ltac nonzero_1 :=
  lazymatch goal with
  | |- _ * _ <> 0 => apply Rmult_integral_contrapositive_currified; nonzero_1
  | |- _ ^ _ <> 0 => apply pow_nonzero; nonzero_1
  | |- _ => first
      [ assumption | apply Rgt_not_eq; unfold Rgt; pos | nonzero_known
      | apply Rgt_not_eq; unfold Rgt; nra | apply Rlt_not_eq; nra ]
  end
with nonzero_known :=
  match goal with
  | H : denominator ?q |- ?p <> 0 => let Z := fresh in intro Z; apply H; lra
  | H : ?q <> 0 |- ?p <> 0 => let Z := fresh in intro Z; apply H; lra
  | H : 0 < ?q |- ?p <> 0 => let Z := fresh in intro Z; lra
  | H : ?q <> 0 |- ?p <> 0 => let Z := fresh in intro Z; apply H; first [rewrite Z; ring | nra]
  end.
Ltac nonzero := repeat split; nonzero_1.

(* Equations between roots, moduli and logarithms: what is outside, and what is left inside. *)
Lemma rule_sqrt a k u : 0 <= k -> a = k ^ 2 * u -> sqrt a = k * sqrt u.
Proof.
  intros Hk ->. rewrite sqrt_mult_alt by apply pow2_ge_0. now rewrite sqrt_pow2.
Qed.
Lemma rule_sqrt_out a k : 0 <= k -> a = k ^ 2 -> sqrt a = k.
Proof. intros Hk ->. now apply sqrt_pow2. Qed.
Lemma rule_sqrt_square u : 0 <= u -> sqrt u ^ 2 = u.
Proof. apply pow2_sqrt. Qed.
Lemma rule_cbrt_cube x : 0 <= x -> cbrt x ^ 3 = x.
Proof.
  intro H. unfold cbrt. destruct (Rlt_dec 0 x) as [P | P]; [| simpl; lra].
  transitivity (exp (ln x / 3 + (ln x / 3 + ln x / 3))); [rewrite !exp_plus; ring |].
  replace (ln x / 3 + (ln x / 3 + ln x / 3)) with (ln x) by field. now apply exp_ln.
Qed.
Lemma rule_abs_square u : Rabs u ^ 2 = u ^ 2.
Proof. apply pow2_abs. Qed.
Lemma rule_abs a k : 0 <= k -> a ^ 2 = k ^ 2 -> Rabs a = k.
Proof.
  intros Hk H. rewrite <- (Rabs_right k) by lra. apply Rsqr_eq_abs_0.
  unfold Rsqr. simpl in H. lra.
Qed.
Lemma rule_max a b : Rmax a b = (a + b + Rabs (a - b)) / 2.
Proof. unfold Rmax, Rabs; destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.
Lemma rule_min a b : Rmin a b = (a + b - Rabs (a - b)) / 2.
Proof. unfold Rmin, Rabs; destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.

(* Relations between two sides. *)
Lemma rule_gt a b : 0 < a - b -> a > b. Proof. lra. Qed.
Lemma rule_lt a b : 0 < b - a -> a < b. Proof. lra. Qed.
Lemma rule_ge a b : 0 <= a - b -> a >= b. Proof. lra. Qed.
Lemma rule_le a b : 0 <= b - a -> a <= b. Proof. lra. Qed.
Lemma rule_eq a b : a - b = 0 -> a = b. Proof. lra. Qed.
Lemma rule_ne a b : a - b <> 0 -> a <> b. Proof. intros H E; apply H; lra. Qed.

(* They fail: at a point. *)
Lemma rule_not_gt a b c : a - b = c -> c <= 0 -> ~ a > b. Proof. lra. Qed.
Lemma rule_not_lt a b c : b - a = c -> c <= 0 -> ~ a < b. Proof. lra. Qed.
Lemma rule_not_ge a b c : a - b = c -> c < 0 -> ~ a >= b. Proof. lra. Qed.
Lemma rule_not_le a b c : b - a = c -> c < 0 -> ~ a <= b. Proof. lra. Qed.
Lemma rule_not_eq a b c : a - b = c -> c < 0 \/ 0 < c -> ~ a = b. Proof. lra. Qed.
Lemma rule_not_ne a b c : a - b = c -> c = 0 -> ~ a <> b. Proof. lra. Qed.
Lemma rule_below_lt c : 0 < - c -> c < 0. Proof. lra. Qed.
Lemma rule_below_le c : 0 <= - c -> c <= 0. Proof. lra. Qed.
(* Both hold or neither does: e d = n f, and d and n are not zero, or positive. *)
Lemma rule_iff_eq a b c d p q : (a - b) * p = q * (c - d) -> p <> 0 -> q <> 0 ->
  (a = b <-> c = d).
Proof.
  intros E Hp Hq. split; intro H.
  - rewrite (Rminus_diag_eq _ _ H), Rmult_0_l in E. symmetry in E.
    apply Rmult_integral in E. destruct E; lra.
  - rewrite (Rminus_diag_eq _ _ H), Rmult_0_r in E. apply Rmult_integral in E. destruct E; lra.
Qed.
Lemma rule_iff_gt a b c d p q : (a - b) * p = q * (c - d) -> 0 < p -> 0 < q ->
  (a > b <-> c > d).
Proof. intros E Hp Hq. split; intro H; nra. Qed.
Lemma rule_iff_lt a b c d p q : (a - b) * p = q * (c - d) -> 0 < p -> 0 < q ->
  (a < b <-> c < d).
Proof. intros E Hp Hq. split; intro H; nra. Qed.
Lemma rule_iff_ge a b c d p q : (a - b) * p = q * (c - d) -> 0 < p -> 0 < q ->
  (a >= b <-> c >= d).
Proof. intros E Hp Hq. split; intro H; apply Rnot_lt_ge; intro N; nra. Qed.
Lemma rule_iff_le a b c d p q : (a - b) * p = q * (c - d) -> 0 < p -> 0 < q ->
  (a <= b <-> c <= d).
Proof. intros E Hp Hq. split; intro H; apply Rnot_lt_le; intro N; nra. Qed.

(* Rules. *)
Lemma rule_differ_above e : 0 < e -> e <> 0. Proof. lra. Qed.
Lemma rule_differ_below e : 0 < - e -> e <> 0. Proof. lra. Qed.
Lemma rule_times_pos e d n : e * d = n -> 0 < d -> 0 < n -> 0 < e.
Proof. intros <- Hd H. apply Rmult_lt_reg_r with d; lra. Qed.
Lemma rule_times_nonneg e d n : e * d = n -> 0 < d -> 0 <= n -> 0 <= e.
Proof. intros <- Hd H. apply Rmult_le_reg_r with d; lra. Qed.
Lemma rule_times_zero e d n : e * d = n -> 0 < d -> n = 0 -> e = 0.
Proof. intros <- Hd H. apply Rmult_integral in H. destruct H; lra. Qed.
Lemma rule_times_nonzero e d n : e * d = n -> 0 < d -> n <> 0 -> e <> 0.
Proof. intros <- Hd H ->. apply H. ring. Qed.
Lemma rule_equal_pos e f : e = f -> 0 < f -> 0 < e. Proof. lra. Qed.
Lemma rule_equal_nonneg e f : e = f -> 0 <= f -> 0 <= e. Proof. lra. Qed.
Lemma rule_given e k h : e = k * h -> 0 <= k -> 0 <= h -> 0 <= e.
Proof. intros -> Hk Hh. now apply Rmult_le_pos. Qed.
(* The sign of a + b sqrt r is that of the summand that leads. *)
Lemma rule_square_A_pos e a b r :
  e = a + b * sqrt r -> 0 < a -> 0 < a ^ 2 - b ^ 2 * r -> 0 < e.
Proof.
  intros -> Ha H. destruct (Rle_or_lt r 0) as [Hr | Hr].
  - rewrite (sqrt_neg_0 r Hr). lra.
  - assert (S := sqrt_sqrt r (Rlt_le _ _ Hr)). assert (P := sqrt_pos r). nra.
Qed.
Lemma rule_square_A_nonneg e a b r :
  e = a + b * sqrt r -> 0 <= a -> 0 <= a ^ 2 - b ^ 2 * r -> 0 <= e.
Proof.
  intros -> Ha H. destruct (Rle_or_lt r 0) as [Hr | Hr].
  - rewrite (sqrt_neg_0 r Hr). lra.
  - assert (S := sqrt_sqrt r (Rlt_le _ _ Hr)). assert (P := sqrt_pos r).
    apply Rnot_lt_le; intro N. nra.
Qed.
Lemma rule_square_B_pos e a b r :
  e = a + b * sqrt r -> 0 <= b -> 0 < - (a ^ 2 - b ^ 2 * r) -> 0 < e.
Proof.
  intros -> Hb H. assert (0 <= a ^ 2) by apply pow2_ge_0. assert (0 <= b ^ 2) by apply pow2_ge_0.
  destruct (Rle_or_lt r 0) as [Hr | Hr]; [nra|].
  assert (S := sqrt_sqrt r (Rlt_le _ _ Hr)). assert (P := sqrt_pos r).
  apply Rnot_le_lt; intro N. assert (0 <= b * sqrt r) by (now apply Rmult_le_pos). nra.
Qed.
Lemma rule_square_B_nonneg e a b r :
  e = a + b * sqrt r -> 0 <= b -> 0 <= - (a ^ 2 - b ^ 2 * r) -> 0 <= e.
Proof.
  intros -> Hb H. assert (0 <= a ^ 2) by apply pow2_ge_0. assert (0 <= b ^ 2) by apply pow2_ge_0.
  assert (P := sqrt_pos r). assert (0 <= b * sqrt r) by (now apply Rmult_le_pos).
  destruct (Rle_or_lt r 0) as [Hr | Hr]; [assert (a = 0) by nra; lra|].
  assert (S := sqrt_sqrt r (Rlt_le _ _ Hr)).
  apply Rnot_lt_le; intro N. nra.
Qed.
Lemma rule_squares e a b : e = a - b -> 0 <= a -> 0 <= b -> a ^ 2 = b ^ 2 -> e = 0.
Proof.
  intros -> Ha Hb H. enough (a = b) by lra.
  apply Rsqr_inj; try assumption. unfold Rsqr. simpl in H. lra.
Qed.
Lemma rule_cube_lt a b : 0 <= a -> a < b -> a ^ 3 < b ^ 3.
Proof.
  intros Ha H. enough (0 < (b - a) * (b ^ 2 + a * b + a ^ 2)) by lra.
  apply Rmult_lt_0_compat; nra.
Qed.
Lemma rule_cubes e a b : e = a - b -> 0 <= a -> 0 <= b -> a ^ 3 = b ^ 3 -> e = 0.
Proof.
  intros -> Ha Hb H. destruct (Rtotal_order a b) as [L | [L | L]]; [| lra |];
    apply rule_cube_lt in L; lra.
Qed.
Lemma rule_cbrt a k u : 0 <= k -> 0 <= u -> a = k ^ 3 * u -> cbrt a = k * cbrt u.
Proof.
  intros Hk Hu ->. assert (C := rule_cbrt_cube u Hu). apply Rminus_diag_uniq.
  apply (rule_cubes _ (cbrt (k ^ 3 * u)) (k * cbrt u)); [reflexivity | nonneg | nonneg |].
  rewrite rule_cbrt_cube, Rpow_mult_distr, C by nonneg. reflexivity.
Qed.
Lemma rule_abs_cases a : (Rabs a = a /\ 0 <= a - - a) \/ (Rabs a = - a /\ 0 <= - a - a).
Proof. unfold Rabs; destruct (Rcase_abs a); lra. Qed.
Lemma rule_abs_0 a : 0 <= a - - a -> Rabs a = a.
Proof. intro; apply Rabs_right; lra. Qed.
Lemma rule_abs_1 a : 0 <= - a - a -> Rabs a = - a.
Proof. intro; apply Rabs_left1; lra. Qed.
Lemma rule_max_cases a b : (Rmax a b = a /\ 0 <= a - b) \/ (Rmax a b = b /\ 0 <= b - a).
Proof. unfold Rmax; destruct (Rle_dec a b); lra. Qed.
Lemma rule_max_0 a b : 0 <= a - b -> Rmax a b = a.
Proof. intro; apply Rmax_left; lra. Qed.
Lemma rule_max_1 a b : 0 <= b - a -> Rmax a b = b.
Proof. intro; apply Rmax_right; lra. Qed.
Lemma rule_min_cases a b : (Rmin a b = a /\ 0 <= - (a - b)) \/ (Rmin a b = b /\ 0 <= - (b - a)).
Proof. unfold Rmin; destruct (Rle_dec a b); lra. Qed.
Lemma rule_min_0 a b : 0 <= - (a - b) -> Rmin a b = a.
Proof. intro; apply Rmin_left; lra. Qed.
Lemma rule_min_1 a b : 0 <= - (b - a) -> Rmin a b = b.
Proof. intro; apply Rmin_right; lra. Qed.
Lemma rule_log e t : e = t - 1 - ln t -> 0 < t -> 0 <= e.
Proof.
  intros -> H. assert (E := exp_ineq1_le (ln t)). rewrite exp_ln in E by assumption. lra.
Qed.
(* The logarithm rises. *)
Lemma rule_ln_lt a b : 0 < a -> 0 < b -> (ln a < ln b <-> a < b).
Proof. intros. split; [apply ln_lt_inv; assumption | apply ln_increasing; assumption]. Qed.
Lemma rule_rising_pos e a b : e = ln a - ln b -> 0 < a -> 0 < b -> 0 < a - b -> 0 < e.
Proof. intros -> Ha Hb H. assert (L := ln_increasing b a Hb ltac:(lra)). lra. Qed.
Lemma rule_rising_nonneg e a b : e = ln a - ln b -> 0 < a -> 0 < b -> 0 <= a - b -> 0 <= e.
Proof.
  intros -> Ha Hb H. apply Rnot_lt_le; intro N.
  assert (L := proj1 (rule_ln_lt a b Ha Hb) ltac:(lra)). lra.
Qed.
Lemma rule_rising_nonzero e a b : e = ln a - ln b -> 0 < a -> 0 < b -> a - b <> 0 -> e <> 0.
Proof. intros -> Ha Hb H E. apply H. rewrite (ln_inv a b Ha Hb); lra. Qed.
Lemma rule_rising_zero e a b : e = ln a - ln b -> 0 < a -> 0 < b -> a - b = 0 -> e = 0.
Proof. intros -> Ha Hb H. replace a with b; lra. Qed.
Lemma rule_rises e a b c :
  e = (ln a - ln b) * (a - b) * c -> 0 < a -> 0 < b -> 0 <= c -> 0 <= e.
Proof.
  intros -> Ha Hb Hc. apply Rmult_le_pos; [| assumption].
  destruct (Rtotal_order a b) as [L | [-> | L]]; [| lra |]; apply ln_increasing in L as M; nra.
Qed.
(* The logarithmic mean is at most (a + b)/2. *)
Lemma rule_ln_over_mean t : 1 <= t -> 2 * (t - 1) <= (t + 1) * ln t.
Proof.
  intros [H | <-]; [| rewrite ln_1; lra].
  assert (D : forall s, 1 <= s <= t -> derivable_pt_lim
    (fun s => (s + 1) * ln s - 2 * s) s ((1 + 0) * ln s + (s + 1) * / s - 2 * 1)).
  { intros s Hs. apply derivable_pt_lim_minus.
    - apply (derivable_pt_lim_mult (fun s => s + 1)); [| apply derivable_pt_lim_ln; lra].
      apply derivable_pt_lim_plus; [apply derivable_pt_lim_id | apply derivable_pt_lim_const].
    - apply derivable_pt_lim_scal, derivable_pt_lim_id. }
  destruct (MVT_cor2 _ _ 1 t H D) as (s & E & Hs). rewrite ln_1 in E.
  assert (P : 0 < / s) by (apply Rinv_0_lt_compat; lra).
  assert (L := rule_log _ (/ s) eq_refl P). rewrite ln_Rinv in L by lra.
  assert (Q : (s + 1) * / s = 1 + / s) by (field; lra). rewrite Q in E. nra.
Qed.
Lemma rule_mean_of a b : 0 < a -> 0 < b -> a <= b ->
  2 * (a - b) ^ 2 <= (ln a - ln b) * (a - b) * (a + b).
Proof.
  intros Ha Hb H. assert (T : 1 <= b / a).
  { apply Rmult_le_reg_r with a; [assumption |]. replace (b / a * a) with b by (field; lra). lra. }
  assert (L := rule_ln_over_mean _ T). unfold Rdiv in L at 3.
  rewrite ln_mult, ln_Rinv in L; try assumption; [| now apply Rinv_0_lt_compat].
  replace (2 * (a - b) ^ 2) with (a * (b - a) * (2 * (b / a - 1))) by (field; lra).
  replace ((ln a - ln b) * (a - b) * (a + b))
    with (a * (b - a) * ((b / a + 1) * (ln b + - ln a))) by (field; lra).
  apply Rmult_le_compat_l; [nra | exact L].
Qed.
Lemma rule_mean e a b c : e = ((ln a - ln b) * (a - b) * (a + b) - 2 * (a - b) ^ 2) * c ->
  0 < a -> 0 < b -> 0 <= c -> 0 <= e.
Proof.
  intros -> Ha Hb Hc. apply Rmult_le_pos; [| assumption].
  destruct (Rle_or_lt a b) as [L | L]; [assert (M := rule_mean_of a b Ha Hb L); lra |].
  assert (M := rule_mean_of b a Hb Ha ltac:(lra)). lra.
Qed.
Lemma rule_log_gt u v a b : u - v = ln a - ln b -> 0 < a -> 0 < b -> (u > v <-> a > b).
Proof. intros E Ha Hb. rewrite <- (rule_ln_lt b a Hb Ha) at 1. lra. Qed.
Lemma rule_log_lt u v a b : u - v = ln a - ln b -> 0 < a -> 0 < b -> (u < v <-> a < b).
Proof. intros E Ha Hb. rewrite <- (rule_ln_lt a b Ha Hb). lra. Qed.
Lemma rule_log_ge u v a b : u - v = ln a - ln b -> 0 < a -> 0 < b -> (u >= v <-> a >= b).
Proof. intros E Ha Hb. assert (L := rule_log_lt _ _ _ _ E Ha Hb). lra. Qed.
Lemma rule_log_le u v a b : u - v = ln a - ln b -> 0 < a -> 0 < b -> (u <= v <-> a <= b).
Proof. intros E Ha Hb. assert (L := rule_log_gt _ _ _ _ E Ha Hb). lra. Qed.
Lemma rule_log_eq u v a b : u - v = ln a - ln b -> 0 < a -> 0 < b -> (u = v <-> a = b).
Proof.
  intros E Ha Hb. split; [intros ->; apply ln_inv; lra | intros ->; lra].
Qed.
Lemma rule_between a b x : a <= x -> x < b -> exists u, 0 <= u /\ x = (a + b * u) / (1 + u).
Proof.
  intros H0 H1. exists ((x - a) / (b - x)). split.
  - apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra].
  - field. split; lra.
Qed.
(* A leaf: a positive multiple of the term is a polynomial without a negative coefficient. *)
Lemma rule_leaf_pos e D q : D * e = q -> 0 < D -> 0 < q -> 0 < e.
Proof. intros <- HD H. apply Rmult_lt_reg_l with D; lra. Qed.
Lemma rule_leaf_nonneg e D q : D * e = q -> 0 < D -> 0 <= q -> 0 <= e.
Proof. intros <- HD H. apply Rmult_le_reg_l with D; lra. Qed.
Lemma rule_denominators p q : p * q <> 0 -> p <> 0 /\ q <> 0.
Proof. intro H. split; intro Z; apply H; rewrite Z; ring. Qed.
Ltac denominators H := lazymatch type of H with
  | _ * _ <> 0 => apply rule_denominators in H; let G := fresh in destruct H as [H G];
      denominators H; denominators G
  | ?q <> 0 => change (denominator q) in H
  end.
Ltac in_denominators E :=
  repeat match goal with H : denominator _ |- _ =>
    try rewrite E in H; match type of H with denominator ?q => change (seen q) in H end end;
  repeat match goal with H : seen ?q |- _ => change (denominator q) in H end.
(* An equal term in the place of one, which may stand behind a minus. *)
Ltac replaced E :=
  in_denominators E; first [rewrite E | unfold Rminus in E |- *; rewrite E].
(* What is under a root is not negative: seen, or known up to a factor. *)
Ltac radicand := first
  [ solve [nonneg]
  | match goal with H : 0 <= _ |- _ => solve [lra] | H : 0 <= _ |- _ => solve [nra] end ].
Tactic Notation "known_root" constr(u) ident(name) :=
  assert (name : sqrt u ^ 2 = u) by (apply rule_sqrt_square; radicand).
Tactic Notation "known_cube" constr(u) ident(name) :=
  assert (name : cbrt u ^ 3 = u) by (apply rule_cbrt_cube; radicand).
Tactic Notation "known_modulus" constr(u) ident(name) :=
  assert (name : Rabs u ^ 2 = u ^ 2) by apply rule_abs_square.
Tactic Notation "put_in" constr(old) constr(new) "by" tactic3(proof) :=
  let E := fresh in assert (E : old = new) by proof; in_denominators E; rewrite ?E; clear E.

(* Matrices, as lists of rows. *)
Definition matrix := list (list Cplx).
Declare Scope cplx_scope.
Declare Scope matrix_scope.
Delimit Scope cplx_scope with Cx.
Delimit Scope matrix_scope with Mx.
Bind Scope cplx_scope with Cplx.
Bind Scope matrix_scope with matrix.
Definition re (x : R) : Cplx := (x, 0).
Definition ci : Cplx := (0, 1).
Definition conjugate (z : Cplx) : Cplx := (fst z, - snd z).
Definition cplx_add (a b : Cplx) : Cplx := (fst a + fst b, snd a + snd b).
Definition cplx_opp (a : Cplx) : Cplx := (- fst a, - snd a).
Definition cplx_mul (a b : Cplx) : Cplx :=
  (fst a * fst b - snd a * snd b, fst a * snd b + snd a * fst b).
Infix "+" := cplx_add : cplx_scope.
Definition cplx_inv (a : Cplx) : Cplx :=
  (fst a / (fst a ^ 2 + snd a ^ 2), - snd a / (fst a ^ 2 + snd a ^ 2)).
Notation "/ a" := (cplx_inv a) : cplx_scope.
Notation "- a" := (cplx_opp a) : cplx_scope.
Notation "a - b" := (cplx_add a (cplx_opp b)) : cplx_scope.
Infix "*" := cplx_mul : cplx_scope.

Definition rows (m : list (list Cplx)) : matrix := m.
Definition real (m : list (list R)) : matrix := map (map re) m.
Definition zeros (r c : nat) : matrix := repeat (repeat (re 0) c) r.
Definition eye (n : nat) : matrix :=
  map (fun i => map (fun j => re (if Nat.eqb i j then 1 else 0)) (seq 0 n)) (seq 0 n).
Fixpoint zip {A B C} (f : A -> B -> C) (a : list A) (b : list B) : list C :=
  match a, b with x :: a, y :: b => f x y :: zip f a b | _, _ => [] end.
Definition mat_add : matrix -> matrix -> matrix := zip (zip cplx_add).
Definition mat_scale (z : Cplx) : matrix -> matrix := map (map (cplx_mul z)).
Definition mat_opp : matrix -> matrix := map (map cplx_opp).
Fixpoint cplx_sum (l : list Cplx) : Cplx :=
  match l with [] => re 0 | [z] => z | z :: l => cplx_add z (cplx_sum l) end.
Fixpoint transpose {A} (m : list (list A)) : list (list A) :=
  match m with
  | [] => []
  | [row] => map (fun z => [z]) row
  | row :: m => zip cons row (transpose m)
  end.
Definition mat_mul (a b : matrix) : matrix :=
  let columns := transpose b in
  map (fun row => map (fun column => cplx_sum (zip cplx_mul row column)) columns) a.
Infix "+" := mat_add : matrix_scope.
Notation "- a" := (mat_opp a) : matrix_scope.
Notation "a - b" := (mat_add a (mat_opp b)) : matrix_scope.
Infix "*" := mat_mul : matrix_scope.
Notation "z .* m" := (mat_scale z m) (at level 40, left associativity) : matrix_scope.
Definition dagger (m : matrix) : matrix := map (map conjugate) (transpose m).
Fixpoint diagonal (k : nat) (m : matrix) : list Cplx :=
  match m with row :: m => nth k row (re 0) :: diagonal (S k) m | [] => [] end.
Definition trace (m : matrix) : Cplx := cplx_sum (diagonal 0 m).
Fixpoint without {A} (k : nat) (l : list A) : list A :=
  match k, l with O, _ :: l => l | S k, x :: l => x :: without k l | _, [] => [] end.
(* By the first column; n is the number of rows. *)
Fixpoint det_of (n : nat) (m : matrix) : Cplx :=
  match n with
  | O => re 1
  | S n => cplx_sum (map (fun k =>
      ((if Nat.even k then re 1 else - re 1) * (nth 0 (nth k m []) (re 0) * det_of n (map (@tl Cplx) (without k m))))%Cx)
      (seq 0 (length m)))
  end.
Definition det (m : matrix) : Cplx := det_of (length m) m.
(* Functions of diagonal matrices. *)
Definition on_diagonal (f : R -> R) (m : matrix) : matrix :=
  zip (fun i => zip (fun j z => if Nat.eqb i j then re (f (fst z)) else z) (seq 0 (length m)))
    (seq 0 (length m)) m.
Definition exponential : matrix -> matrix := on_diagonal exp.
Definition inverse : matrix -> matrix := on_diagonal Rinv.
Definition conjugates : matrix -> matrix := map (map conjugate).
(* exp(i phi). *)
Definition cis (phi : R) : Cplx := (cos phi, sin phi).
Lemma rule_cis phi : cos phi ^ 2 = 1 - sin phi ^ 2.
Proof. assert (H := sin2_cos2 phi). unfold Rsqr in H. lra. Qed.
Lemma rule_modulus_square z : modulus z ^ 2 = fst z ^ 2 + snd z ^ 2.
Proof.
  unfold modulus. apply rule_sqrt_square.
  assert (0 <= fst z ^ 2) by apply pow2_ge_0. assert (0 <= snd z ^ 2) by apply pow2_ge_0. lra.
Qed.
Lemma rule_modulus z k : 0 <= k -> k ^ 2 = fst z ^ 2 + snd z ^ 2 -> modulus z = k.
Proof. intros. unfold modulus. apply rule_sqrt_out; [assumption | lra]. Qed.
Lemma modulus_re x : modulus (re x) = Rabs x.
Proof. apply rule_modulus; [apply Rabs_pos | rewrite rule_abs_square; simpl; ring]. Qed.
Lemma modulus_conj z : modulus (conjugate z) = modulus z.
Proof. apply rule_modulus; [apply modulus_nonneg | rewrite rule_modulus_square; simpl; ring]. Qed.
Lemma modulus_cis phi : modulus (cis phi) = 1.
Proof. apply rule_modulus; [lra |]. simpl. assert (H := rule_cis phi). simpl in H. lra. Qed.
Lemma modulus_mul a b : modulus (cplx_mul a b) = modulus a * modulus b.
Proof.
  apply rule_modulus; [apply Rmult_le_pos; apply modulus_nonneg |].
  rewrite Rpow_mult_distr, !rule_modulus_square. simpl. ring.
Qed.
(* Complex numbers are a ring; conjugates are taken down to names, real parts of sums apart. *)
Lemma cplx_ring : ring_theory (re 0) (re 1) cplx_add cplx_mul
  (fun a b => cplx_add a (cplx_opp b)) cplx_opp eq.
Proof.
  split; intros; repeat match goal with z : Cplx |- _ => destruct z end;
    unfold cplx_add, cplx_mul, cplx_opp, re; simpl; f_equal; ring.
Qed.
Add Ring cplx : cplx_ring.
Ltac by_parts := intros; apply injective_projections; simpl; ring.
Lemma cplx_re_add x y : re (x + y) = cplx_add (re x) (re y). Proof. by_parts. Qed.
Lemma cplx_re_sub x y : re (x - y) = cplx_add (re x) (cplx_opp (re y)). Proof. by_parts. Qed.
Lemma cplx_re_mul x y : re (x * y) = cplx_mul (re x) (re y). Proof. by_parts. Qed.
Lemma cplx_re_opp x : re (- x) = cplx_opp (re x). Proof. by_parts. Qed.
Lemma cplx_re_square x : re (x ^ 2) = cplx_mul (re x) (re x). Proof. by_parts. Qed.
Lemma cplx_re_2 : re 2 = cplx_add (re 1) (re 1). Proof. by_parts. Qed.
Lemma cplx_re_minus_1 : re (-1) = cplx_opp (re 1). Proof. by_parts. Qed.
Lemma cplx_conj_add a b : conjugate (cplx_add a b) = cplx_add (conjugate a) (conjugate b).
Proof. by_parts. Qed.
Lemma cplx_conj_mul a b : conjugate (cplx_mul a b) = cplx_mul (conjugate a) (conjugate b).
Proof. by_parts. Qed.
Lemma cplx_conj_opp a : conjugate (cplx_opp a) = cplx_opp (conjugate a). Proof. by_parts. Qed.
Lemma cplx_conj_re x : conjugate (re x) = re x. Proof. by_parts. Qed.
Lemma cplx_conj_conj a : conjugate (conjugate a) = a.
Proof. destruct a. by_parts. Qed.
Lemma cplx_modulus z : cplx_mul (re (modulus z)) (re (modulus z)) = cplx_mul z (conjugate z).
Proof.
  rewrite <- cplx_re_square, rule_modulus_square. apply injective_projections; simpl; ring.
Qed.
Lemma cplx_root u : 0 <= u -> cplx_mul (re (sqrt u)) (re (sqrt u)) = re u.
Proof. intro H. rewrite <- cplx_re_square, rule_sqrt_square; trivial. Qed.
Lemma cplx_abs x : cplx_mul (re (Rabs x)) (re (Rabs x)) = cplx_mul (re x) (re x).
Proof. rewrite <- !cplx_re_square, rule_abs_square. reflexivity. Qed.
Lemma cplx_cis phi : cplx_mul (cis phi) (conjugate (cis phi)) = re 1.
Proof.
  apply injective_projections; simpl; [| ring].
  assert (H := rule_cis phi). simpl in H. lra.
Qed.
Ltac to_names :=
  rewrite ?cplx_re_add, ?cplx_re_sub, ?cplx_re_mul, ?cplx_re_opp, ?cplx_re_square, ?cplx_re_2, ?cplx_re_minus_1,
    ?cplx_conj_add, ?cplx_conj_mul, ?cplx_conj_opp, ?cplx_conj_re, ?cplx_conj_conj.
Ltac to_names_in H :=
  rewrite ?cplx_re_add, ?cplx_re_sub, ?cplx_re_mul, ?cplx_re_opp, ?cplx_re_square, ?cplx_re_2, ?cplx_re_minus_1,
    ?cplx_conj_add, ?cplx_conj_mul, ?cplx_conj_opp, ?cplx_conj_re, ?cplx_conj_conj in H.
Definition vec (m : matrix) : matrix := map (fun z => [z]) (concat m).
Definition tensor (a b : matrix) : matrix :=
  flat_map (fun r => map (fun s => flat_map (fun z => map (cplx_mul z) s) r) b) a.
Definition width (m : matrix) : nat := match m with row :: _ => length row | [] => 0 end.
Definition direct_sum (a b : matrix) : matrix :=
  map (fun r => r ++ repeat (re 0) (width b)) a ++ map (fun r => repeat (re 0) (width a) ++ r) b.
(* D(rho) = 2 o rho o† - o† o rho - rho o† o. *)
Definition dissipator (o o_dagger rho : matrix) : matrix :=
  (re 2 .* (o * rho * o_dagger) - o_dagger * o * rho - rho * (o_dagger * o))%Mx.
(* L(rho) = - i [H, rho] + the sum of rate/2 D(rho) over the jumps. *)
Definition liouvillian (H : matrix) (jumps : list (R * matrix)) (rho : matrix) : matrix :=
  fold_left (fun m jump =>
    (m + re (fst jump / 2) .* dissipator (snd jump) (dagger (snd jump)) rho)%Mx) jumps
    (- (ci .* (H * rho - rho * H)))%Mx.
Definition entry (m : matrix) (i j : nat) : Cplx := nth j (nth i m []) (re 0).

(* Equal entry by entry: each is a pair of real numbers. *)
Ltac computed :=
  cbv -[Rplus Rmult Ropp Rminus Rdiv Rinv pow IZR sqrt cbrt exp ln Rabs Rmax Rmin cos sin modulus].
Ltac computed_in H :=
  cbv -[Rplus Rmult Ropp Rminus Rdiv Rinv pow IZR sqrt cbrt exp ln Rabs Rmax Rmin cos sin modulus] in H.
(* Matrices most of whose entries are zero: a part of a number that is zero is none. *)
Definition number := (option R * option R)%type.
Definition worth (a : option R) : R := match a with Some x => x | None => 0 end.
Definition number_worth (z : number) : Cplx := (worth (fst z), worth (snd z)).
Definition part_add (a b : option R) : option R :=
  match a, b with None, c | c, None => c | Some x, Some y => Some (x + y) end.
Definition part_mul (a b : option R) : option R :=
  match a, b with Some x, Some y => Some (x * y) | _, _ => None end.
Definition part_opp : option R -> option R := option_map Ropp.
Definition number_add (a b : number) : number :=
  (part_add (fst a) (fst b), part_add (snd a) (snd b)).
Definition number_opp (a : number) : number := (part_opp (fst a), part_opp (snd a)).
Definition number_mul (a b : number) : number :=
  (part_add (part_mul (fst a) (fst b)) (part_opp (part_mul (snd a) (snd b))),
   part_add (part_mul (fst a) (snd b)) (part_mul (snd a) (fst b))).
Fixpoint number_sum (l : list number) : number :=
  match l with [] => (None, None) | [z] => z | z :: l => number_add z (number_sum l) end.
Definition matrix_worth : list (list number) -> matrix := map (map number_worth).
Lemma worth_add a b : number_worth (number_add a b) = cplx_add (number_worth a) (number_worth b).
Proof.
  destruct a as [[] []], b as [[] []]; apply injective_projections; simpl; ring.
Qed.
Lemma worth_opp a : number_worth (number_opp a) = cplx_opp (number_worth a).
Proof. destruct a as [[] []]; apply injective_projections; simpl; ring. Qed.
Lemma worth_mul a b : number_worth (number_mul a b) = cplx_mul (number_worth a) (number_worth b).
Proof.
  destruct a as [[] []], b as [[] []]; apply injective_projections; simpl; ring.
Qed.
Lemma worth_sum l : number_worth (number_sum l) = cplx_sum (map number_worth l).
Proof.
  induction l as [| z [| y l] H]; try reflexivity.
  change (number_worth (number_add z (number_sum (y :: l)))
          = cplx_add (number_worth z) (cplx_sum (map number_worth (y :: l)))).
  now rewrite worth_add, H.
Qed.
Lemma map_zip {A B C D E F} (f : A -> B -> C) (g : D -> E -> F) (h : A -> D) (i : B -> E)
  (j : C -> F) : (forall x y, j (f x y) = g (h x) (i y)) ->
  forall a b, map j (zip f a b) = zip g (map h a) (map i b).
Proof. intros H a. induction a; intros []; simpl; congruence. Qed.
Lemma map_transpose {A B} (f : A -> B) m : transpose (map (map f) m) = map (map f) (transpose m).
Proof.
  induction m as [| row [| next m] H]; simpl in *; [reflexivity | now rewrite !map_map |].
  rewrite H. symmetry. now apply map_zip.
Qed.
Lemma matrix_worth_add a b a' b' : a = matrix_worth a' -> b = matrix_worth b' ->
  mat_add a b = matrix_worth (zip (zip number_add) a' b').
Proof. intros -> ->. symmetry. apply map_zip. intros. apply map_zip, worth_add. Qed.
Lemma matrix_worth_opp a a' : a = matrix_worth a' ->
  mat_opp a = matrix_worth (map (map number_opp) a').
Proof.
  intros ->. unfold mat_opp, matrix_worth. rewrite !map_map. apply map_ext. intro.
  rewrite !map_map. apply map_ext. intro. now rewrite worth_opp.
Qed.
Lemma matrix_worth_scale z a z' a' : z = number_worth z' -> a = matrix_worth a' ->
  mat_scale z a = matrix_worth (map (map (number_mul z')) a').
Proof.
  intros -> ->. unfold mat_scale, matrix_worth. rewrite !map_map. apply map_ext. intro.
  rewrite !map_map. apply map_ext. intro. now rewrite worth_mul.
Qed.
Lemma matrix_worth_mul a b a' b' : a = matrix_worth a' -> b = matrix_worth b' ->
  mat_mul a b = matrix_worth (map (fun row =>
    map (fun column => number_sum (zip number_mul row column)) (transpose b')) a').
Proof.
  intros -> ->. unfold mat_mul, matrix_worth. rewrite map_transpose, !map_map. apply map_ext.
  intro row. rewrite !map_map. apply map_ext. intro column. rewrite worth_sum. f_equal.
  symmetry. apply map_zip, worth_mul.
Qed.
Lemma rule_matrix_worth a b a' b' : a = matrix_worth a' -> b = matrix_worth b' ->
  matrix_worth a' = matrix_worth b' -> a = b.
Proof. congruence. Qed.
Ltac part_of x := lazymatch x with 0 => constr:(@None R) | _ => constr:(Some x) end.
Ltac number_of z := lazymatch z with (?x, ?y) =>
  let x := part_of x in let y := part_of y in constr:((x, y) : number) end.
Ltac row_of r := lazymatch r with
  | ?z :: ?r => let z := number_of z in let r := row_of r in constr:(z :: r)
  | [] => constr:(@nil number)
  end.
Ltac rows_of m := lazymatch m with
  | ?r :: ?m => let r := row_of r in let m := rows_of m in constr:(r :: m)
  | [] => constr:(@nil (list number))
  end.
Ltac computed_in_it x :=
  eval cbv -[Rplus Rmult Ropp Rminus Rdiv Rinv pow IZR sqrt cbrt exp ln Rabs Rmax Rmin cos sin modulus]
  in x.
Ltac to_numbers := lazymatch goal with
  | |- mat_add _ _ = _ => eapply matrix_worth_add; to_numbers
  | |- mat_mul _ _ = _ => eapply matrix_worth_mul; to_numbers
  | |- mat_opp _ = _ => eapply matrix_worth_opp; to_numbers
  | |- mat_scale ?z _ = _ => eapply matrix_worth_scale; [
      let z := computed_in_it z in let n := number_of z in exact (eq_refl (number_worth n))
      | to_numbers ]
  | |- dissipator _ _ _ = _ => unfold dissipator; to_numbers
  | |- ?m = _ =>
      let m := computed_in_it m in let n := rows_of m in exact (eq_refl (matrix_worth n))
  end.
Ltac written_out :=
  repeat match goal with z : Cplx |- _ => destruct z end;
  lazymatch goal with
  | |- @eq matrix _ _ => eapply rule_matrix_worth; [to_numbers .. |]
  | |- _ => idtac
  end;
  computed.
Ltac each_entry :=
  repeat apply (f_equal2 (@cons _)); try reflexivity; apply (f_equal2 pair).

(* An equation of complex numbers, by their ring. *)
Ltac complex_numbers :=
  cbv -[Rplus Rmult Ropp Rminus Rdiv Rinv pow IZR sqrt cbrt exp ln Rabs Rmax Rmin cos sin modulus
        Cplx re ci conjugate cis cplx_add cplx_mul cplx_opp];
  rewrite ?modulus_mul, ?modulus_re, ?modulus_conj, ?modulus_cis.

(* New variables: logarithms. *)
Lemma rule_exp v k : 0 < k -> exists X, 0 < X /\ v = k * ln X.
Proof. intro Hk. exists (exp (v / k)). split; [apply exp_pos|]. rewrite ln_exp. field. lra. Qed.
Lemma rule_exp_ge k X : 0 <= k * ln X -> 0 < X -> 0 < k -> 1 <= X.
Proof.
  intros H HX Hk. apply Rnot_lt_le; intro N. assert (L := ln_increasing X 1 HX N).
  rewrite ln_1 in L. nra.
Qed.
Lemma rule_exp_gt k X : 0 < k * ln X -> 0 < X -> 0 < k -> 1 < X.
Proof.
  intros H HX Hk. destruct (rule_exp_ge k X); [lra | assumption .. | assumption |].
  subst X. rewrite ln_1 in H. lra.
Qed.
Lemma rule_exp_le k X : k * ln X <= 0 -> 0 < X -> 0 < k -> X <= 1.
Proof.
  intros H HX Hk. apply Rnot_lt_le; intro N. assert (L := ln_increasing 1 X Rlt_0_1 N).
  rewrite ln_1 in L. nra.
Qed.
Lemma rule_exp_lt k X : k * ln X < 0 -> 0 < X -> 0 < k -> X < 1.
Proof.
  intros H HX Hk. destruct (rule_exp_le k X); [lra | assumption .. | assumption |].
  subst X. rewrite ln_1 in H. lra.
Qed.
(* Where v = k log X has an end that is a fraction, X has one that is a little farther out. *)
Lemma rule_exp_low k c l X a : c <= k * ln X -> 0 < X -> 0 < k -> 0 < a -> ln a <= l -> k * l < c ->
  a < X.
Proof.
  intros H HX Hk Ha L C. apply ln_lt_inv; try assumption. apply Rmult_lt_reg_l with k; nra.
Qed.
Lemma rule_exp_high k c l X a : k * ln X <= c -> 0 < X -> 0 < k -> 0 < a -> l <= ln a -> c < k * l ->
  X < a.
Proof.
  intros H HX Hk Ha L C. apply ln_lt_inv; try assumption. apply Rmult_lt_reg_l with k; nra.
Qed.
Ltac exp_end := first
  [ assumption
  | eapply rule_exp_ge; [eassumption | assumption | lra]
  | eapply rule_exp_gt; [eassumption | assumption | lra]
  | eapply rule_exp_le; [eassumption | assumption | lra]
  | eapply rule_exp_lt; [eassumption | assumption | lra]
  | lra ].

(* Exponentials of logarithms are powers. *)
Lemma rule_ln_pow x n : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof.
  intro H. induction n as [| n E].
  - simpl. rewrite ln_1. ring.
  - rewrite S_INR. simpl. rewrite ln_mult, E by (try apply pow_lt; assumption). ring.
Qed.
Lemma rule_ln_div a b : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof.
  intros Ha Hb. unfold Rdiv. rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; assumption).
  ring.
Qed.
Lemma rule_ln_sqrt a : 0 < a -> ln (sqrt a) = ln a / 2.
Proof.
  intro H. assert (P := sqrt_lt_R0 a H). assert (S := sqrt_sqrt a (Rlt_le _ _ H)).
  rewrite <- S at 2. rewrite ln_mult by assumption. field.
Qed.
Ltac logarithms :=
  repeat first [ rewrite ln_mult by pos | rewrite rule_ln_div by pos | rewrite rule_ln_pow by pos
               | rewrite rule_ln_sqrt by pos | rewrite ln_1 | rewrite ln_exp | rewrite ln_Rinv by pos ];
  simpl INR; try field; nonzero.
Lemma rule_exp_ln a t : 0 < t -> ln t = a -> exp a = t.
Proof. intros H <-. now apply exp_ln. Qed.
Ltac exponentials := apply rule_exp_ln; [pos | logarithms].
(* Numbers. *)
(* Two exponentials, whose exponents differ by how they are written. *)
Ltac exponent := f_equal; rewrite ?rule_ln_div by pos; field; nonzero.
Ltac named_exponentials := repeat match goal with |- context [exp ?t] =>
  let e := fresh in let E := fresh in remember (exp t) as e eqn:E end.
Ltac exponential_is new plain := repeat match goal with E : ?e = exp _ |- _ =>
  let F := fresh in
  assert (F : e = plain) by (rewrite E; symmetry; transitivity new; [symmetry; exponentials | exponent]);
  clear E; subst e end.
(* The inverse of a real number among complex ones. *)
Lemma rule_real_inverse x : x <> 0 -> x / (x ^ 2 + 0 ^ 2) = / x.
Proof. intro. field. assumption. Qed.
Ltac real_inverses :=
  rewrite ?Rplus_0_l, ?Rplus_0_r, ?Rmult_0_l, ?Rmult_0_r; rewrite ?rule_real_inverse by nonzero.
Lemma rule_sqrt_between n low high : low ^ 2 <= n -> 0 <= high /\ n <= high ^ 2 ->
  low <= sqrt n <= high.
Proof.
  intros H0 [H1 H2]. split.
  - destruct (Rle_or_lt low 0) as [L | L]; [assert (P := sqrt_pos n); lra|].
    rewrite <- (sqrt_pow2 low) by lra. now apply sqrt_le_1_alt.
  - rewrite <- (sqrt_pow2 high) by lra. now apply sqrt_le_1_alt.
Qed.
Lemma rule_cbrt_between n low high : 0 <= low -> low ^ 3 <= n -> 0 <= high -> n <= high ^ 3 ->
  low <= cbrt n <= high.
Proof.
  intros H0 H1 H2 H3. assert (0 <= low ^ 3) by now apply pow_le.
  assert (C := rule_cbrt_cube n ltac:(lra)). assert (P := rule_cbrt_nonneg n).
  split; apply Rnot_lt_le; intro L; apply rule_cube_lt in L; lra.
Qed.
(* Numbers between fractions. *)
Lemma rule_between_mul x y a b c d low high : a <= x <= b -> c <= y <= d ->
  low <= a * c /\ low <= a * d /\ low <= b * c /\ low <= b * d ->
  a * c <= high /\ a * d <= high /\ b * c <= high /\ b * d <= high -> low <= x * y <= high.
Proof.
  intros Hx Hy HL HH.
  assert (A : low <= a * y <= high) by (destruct (Rle_or_lt 0 a); nra).
  assert (B : low <= b * y <= high) by (destruct (Rle_or_lt 0 b); nra).
  destruct (Rle_or_lt 0 y); nra.
Qed.
Lemma rule_between_div x y a b c d low high : a <= x <= b -> c <= y <= d -> 0 < c ->
  low * c <= a /\ low * d <= a -> b <= high * c /\ b <= high * d -> low <= x / y <= high.
Proof.
  intros Hx Hy Hc HL HH. assert (E : x / y * y = x) by (field; lra).
  split; apply Rmult_le_reg_r with y; try lra; rewrite E.
  - destruct (Rle_or_lt 0 low); nra.
  - destruct (Rle_or_lt 0 high); nra.
Qed.
Lemma rule_between_div_below x y a b c d low high : a <= x <= b -> c <= y <= d -> d < 0 ->
  b <= low * c /\ b <= low * d -> high * c <= a /\ high * d <= a -> low <= x / y <= high.
Proof.
  intros Hx Hy Hd HL HH. replace (x / y) with ((- x) / (- y)) by (field; lra).
  apply (rule_between_div _ _ (- b) (- a) (- d) (- c)); lra.
Qed.
Lemma rule_between_pow x n a b : 0 <= a -> a <= x <= b -> a ^ n <= x ^ n <= b ^ n.
Proof. intros Ha Hx. split; apply pow_incr; lra. Qed.
(* A logarithm is twice that of the root. *)
Lemma rule_ln_below x s c d : 0 < x -> 0 < s -> x <= s ^ 2 -> ln s <= d -> 2 * d <= c -> ln x <= c.
Proof.
  intros Hx Hs H L C. apply Rle_trans with (ln (s ^ 2)).
  - destruct H as [H | ->]; [left; now apply ln_increasing | right; reflexivity].
  - replace (s ^ 2) with (s * s) by ring. rewrite ln_mult by assumption. lra.
Qed.
Lemma rule_ln_above x s c d : 0 < x -> 0 < s -> s ^ 2 <= x -> d <= ln s -> c <= 2 * d -> c <= ln x.
Proof.
  intros Hx Hs H L C. apply Rle_trans with (ln (s ^ 2)).
  - replace (s ^ 2) with (s * s) by ring. rewrite ln_mult by assumption. lra.
  - destruct H as [H | <-]; [left; apply ln_increasing; [now apply pow_lt | assumption] | right; reflexivity].
Qed.
Lemma rule_ln_line_above x d : 0 < x -> d * x <= x - 1 -> d <= ln x.
Proof.
  intros H D. assert (P := Rinv_0_lt_compat x H). assert (E := exp_ineq1_le (ln (/ x))).
  rewrite exp_ln, ln_Rinv in E by assumption.
  assert (d <= 1 - / x); [| lra]. apply Rmult_le_reg_r with x; [assumption |].
  rewrite Rmult_minus_distr_r, Rinv_l; lra.
Qed.
Lemma rule_ln_line_below x d : 0 < x -> x - 1 <= d -> ln x <= d.
Proof. intros H D. assert (E := rule_log _ x eq_refl H). lra. Qed.
Lemma rule_between_ln x a b low high : a <= x <= b -> 0 < a -> low <= ln a -> ln b <= high ->
  low <= ln x <= high.
Proof.
  intros [H0 H1] Ha L H. split.
  - apply Rle_trans with (1 := L). destruct H0 as [H0 | <-]; [left; now apply ln_increasing | right; reflexivity].
  - apply Rle_trans with (2 := H). destruct H1 as [H1 | ->]; [left; apply ln_increasing; lra | right; reflexivity].
Qed.
(* An exponential is between fractions if the logarithms of these are on both sides. *)
Lemma rule_between_exp x a b low high : a <= x <= b -> 0 < low -> ln low <= a -> 0 < high -> b <= ln high ->
  low <= exp x <= high.
Proof.
  intros Hx Hl L Hh H. split.
  - rewrite <- (exp_ln low) by assumption. apply Rnot_lt_le; intro N. apply exp_lt_inv in N. lra.
  - rewrite <- (exp_ln high) by assumption. apply Rnot_lt_le; intro N. apply exp_lt_inv in N. lra.
Qed.
Ltac by_value := first
  [lra | nonneg | pos | nra | apply Rgt_not_eq; unfold Rgt; lra | apply Rlt_not_eq; lra].

(* What is near a point, in t > 0: v = a ± t^n or ± 1/t^n, or k times the logarithm of such. *)
Lemma rule_nth_root x n : 0 < x -> exists t, 0 < t /\ t ^ S n = x.
Proof.
  intro H. exists (exp (ln x / INR (S n))). split; [apply exp_pos|].
  assert (N : INR (S n) <> 0) by now apply not_0_INR.
  apply ln_inv; [apply pow_lt, exp_pos | assumption |].
  rewrite rule_ln_pow, ln_exp by apply exp_pos. field. assumption.
Qed.
Lemma rule_small_root n eta : 0 < eta -> exists delta, 0 < delta /\
  forall x, 0 < x -> x < delta -> exists t, 0 < t /\ t < eta /\ x = t ^ S n.
Proof.
  intro H. exists (eta ^ S n). split; [now apply pow_lt|]. intros x Hx Hd.
  destruct (rule_nth_root x n Hx) as (t & Ht & <-). exists t. repeat split; try assumption.
  apply Rnot_le_lt; intro N. apply (Rlt_irrefl (t ^ S n)).
  apply Rlt_le_trans with (1 := Hd). apply pow_incr. lra.
Qed.
Lemma rule_near_above a n eta : 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> a < v -> v < a + delta' ->
  exists t, 0 < t /\ t < eta /\ v = a + 1 * t ^ S n.
Proof.
  intro H. destruct (rule_small_root n eta H) as (delta & Hd & near). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2 H3.
  destruct (near (v - a)) as (t & Ht & He & E); [lra .. |]. exists t. repeat split; lra.
Qed.
Lemma rule_near_below a n eta : 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> v < a -> a - delta' < v ->
  exists t, 0 < t /\ t < eta /\ v = a - t ^ S n.
Proof.
  intro H. destruct (rule_small_root n eta H) as (delta & Hd & near). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2 H3.
  destruct (near (a - v)) as (t & Ht & He & E); [lra .. |]. exists t. repeat split; lra.
Qed.
Lemma rule_over delta v : 0 < delta -> / delta < v -> 0 < v /\ / v < delta.
Proof.
  intros H Hv. assert (0 < / delta) by now apply Rinv_0_lt_compat. split; [lra|].
  rewrite <- (Rinv_inv delta). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | assumption].
Qed.
Lemma rule_near_oo n eta : 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> / delta' < v ->
  exists t, 0 < t /\ t < eta /\ v = 1 / t ^ S n.
Proof.
  intro H. destruct (rule_small_root n eta H) as (delta & Hd & near). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2. destruct (rule_over _ _ H0 H2) as [Hv Hi].
  destruct (near (/ v)) as (t & Ht & He & E); [now apply Rinv_0_lt_compat | lra |].
  exists t. repeat split; try assumption. rewrite <- E. field. lra.
Qed.
Lemma rule_near_moo n eta : 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> v < - / delta' ->
  exists t, 0 < t /\ t < eta /\ v = - (1 / t ^ S n).
Proof.
  intro H. destruct (rule_near_oo n eta H) as (delta & Hd & near). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2.
  destruct (near delta' (- v)) as (t & Ht & He & E); [assumption .. | lra |].
  exists t. repeat split; try assumption. lra.
Qed.
Lemma rule_far M : exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> / delta' < v -> M < v.
Proof.
  exists (/ (Rabs M + 1)). assert (P := Rabs_pos M). assert (L := Rle_abs M).
  split; [apply Rinv_0_lt_compat; lra|]. intros delta' v H0 H1 H2.
  apply Rinv_le_contravar in H1; [| assumption]. rewrite Rinv_inv in H1. lra.
Qed.
Lemma rule_grows_oo D (f g h : R -> R) L c : 0 < L -> (forall v, h v = v - c) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> / delta' < v -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v * h v = 0) ->
  forall M', exists delta', 0 < delta' /\ forall v, D v -> / delta' < v -> M' < f v.
Proof.
  intros HL Hh near same M'. destruct (near (L / 2) ltac:(lra)) as (delta & Hd & close).
  destruct (rule_far (c + (2 * Rabs M' / L + 1))) as (delta_c & Hc & far).
  exists (Rmin delta delta_c).
  assert (H := Rmin_pos _ _ Hd Hc). split; [assumption|]. intros v Dv Hv.
  assert (F : c + (2 * Rabs M' / L + 1) < v)
    by (apply (far (Rmin delta delta_c)); [assumption | apply Rmin_r | assumption]).
  assert (N : Rabs (g v - L) < L / 2).
  { apply close; [assumption|]. apply Rle_lt_trans with (2 := Hv).
    apply Rinv_le_contravar; [assumption | apply Rmin_l]. }
  apply Rabs_def2 in N. assert (P := Rabs_pos M'). assert (A := Rle_abs M').
  assert (Q : 0 <= 2 * Rabs M' / L)
    by (apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]).
  assert (E := same v Dv ltac:(rewrite Hh; lra)). rewrite Hh in E.
  assert (L / 2 * (2 * Rabs M' / L + 1) <= g v * (v - c)) by (apply Rmult_le_compat; lra).
  replace (L / 2 * (2 * Rabs M' / L + 1)) with (Rabs M' + L / 2) in * by (field; lra). lra.
Qed.
Lemma rule_beyond_oo D (f g h : R -> R) L c : (forall v, h v = v - c) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> / delta' < v -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v = 0) ->
  forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> / delta' < v -> Rabs (f v - L) < eps'.
Proof.
  intros Hh near same eps' He. destruct (near eps' He) as (delta & Hd & small).
  destruct (rule_far c) as (delta_c & Hc & far). exists (Rmin delta delta_c).
  assert (H := Rmin_pos _ _ Hd Hc). split; [assumption|]. intros v Dv Hv.
  replace (f v) with (g v).
  - apply small; [assumption|]. apply Rle_lt_trans with (2 := Hv).
    apply Rinv_le_contravar; [assumption | apply Rmin_l].
  - assert (c < v) by (apply (far (Rmin delta delta_c)); [assumption | apply Rmin_r | assumption]).
    assert (E := same v Dv ltac:(rewrite Hh; lra)). lra.
Qed.
Lemma rule_grows_moo D (f g h : R -> R) L c : 0 < L -> (forall v, h v = c - v) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> v < - / delta' -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v * h v = 0) ->
  forall M', exists delta', 0 < delta' /\ forall v, D v -> v < - / delta' -> M' < f v.
Proof.
  intros HL Hh near same M'.
  destruct (rule_grows_oo (fun v => D (- v)) (fun v => f (- v)) (fun v => g (- v))
    (fun v => h (- v)) L (- c)) with (M' := M') as (delta & Hd & large); [assumption | | | |].
  - intro v. rewrite Hh. ring.
  - intros e H. destruct (near e H) as (d & Hd & small). exists d. split; [assumption|].
    intros v Dv Hv. apply small; [assumption | lra].
  - intros v Dv Hv. now apply same.
  - exists delta. split; [assumption|]. intros v Dv Hv. rewrite <- (Ropp_involutive v).
    apply large; [now rewrite Ropp_involutive | lra].
Qed.
Lemma rule_beyond_moo D (f g h : R -> R) L c : (forall v, h v = c - v) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> v < - / delta' -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v = 0) ->
  forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> v < - / delta' -> Rabs (f v - L) < eps'.
Proof.
  intros Hh near same eps' He.
  destruct (rule_beyond_oo (fun v => D (- v)) (fun v => f (- v)) (fun v => g (- v))
    (fun v => h (- v)) L (- c)) with (4 := He) as (delta & Hd & small).
  - intro v. rewrite Hh. ring.
  - intros e H. destruct (near e H) as (d & Hd & small). exists d. split; [assumption|].
    intros v Dv Hv. apply small; [assumption | lra].
  - intros v Dv Hv. now apply same.
  - exists delta. split; [assumption|]. intros v Dv Hv. rewrite <- (Ropp_involutive v).
    apply small; [now rewrite Ropp_involutive | lra].
Qed.
(* What falls grows, with the other sign. *)
Ltac falls grows :=
  intros HL Hh near same M';
  destruct grows with (M' := - M') as (delta & Hd & large); try assumption;
  [ intros e H; destruct (near e H) as (d & Hd & small); exists d; split; [assumption|];
    intros v Dv Hv; match goal with |- Rabs (- ?a - - ?b) < _ =>
      replace (- a - - b) with (- (a - b)) by ring end; rewrite Rabs_Ropp; auto
  | intros v Dv Hv; assert (E := same v Dv Hv); lra
  | exists delta; split; [assumption|]; intros v Dv Hv; specialize (large v Dv Hv);
    simpl in large; lra ].
Lemma rule_falls_oo D (f g h : R -> R) L c : 0 < - L -> (forall v, h v = v - c) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> / delta' < v -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v * h v = 0) ->
  forall M', exists delta', 0 < delta' /\ forall v, D v -> / delta' < v -> f v < M'.
Proof. falls (rule_grows_oo D (fun v => - f v) (fun v => - g v) h (- L) c). Qed.
Lemma rule_falls_moo D (f g h : R -> R) L c : 0 < - L -> (forall v, h v = c - v) ->
  (forall eps', 0 < eps' -> exists delta', 0 < delta' /\
    forall v, D v -> v < - / delta' -> Rabs (g v - L) < eps') ->
  (forall v, D v -> 0 <= h v -> f v - g v * h v = 0) ->
  forall M', exists delta', 0 < delta' /\ forall v, D v -> v < - / delta' -> f v < M'.
Proof. falls (rule_grows_moo D (fun v => - f v) (fun v => - g v) h (- L) c). Qed.
Lemma rule_near_exp_moo k n eta : 0 < k -> 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> v < - / delta' ->
  exists t, 0 < t /\ t < eta /\ v = k * ln (0 + 1 * t ^ S n).
Proof.
  intros Hk H. destruct (rule_small_root n eta H) as (d & Hd & near).
  destruct (rule_far (- (k * ln d))) as (delta & Hdelta & far). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2. specialize (far delta' (- v) H0 H1 ltac:(lra)).
  destruct (rule_exp v k Hk) as (X & HX & ->).
  destruct (near X HX) as (t & Ht & He & ->).
  - apply ln_lt_inv; try assumption. nra.
  - exists t. repeat split; try assumption. do 2 f_equal. ring.
Qed.
Lemma rule_near_exp_oo k n eta : 0 < k -> 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> / delta' < v ->
  exists t, 0 < t /\ t < eta /\ v = k * ln (1 / t ^ S n).
Proof.
  intros Hk H. destruct (rule_near_exp_moo k n eta Hk H) as (delta & Hd & near). exists delta.
  split; [assumption|]. intros delta' v H0 H1 H2.
  destruct (near delta' (- v)) as (t & Ht & He & E); [assumption .. | lra |].
  exists t. repeat split; try assumption. assert (0 < t ^ S n) by now apply pow_lt.
  rewrite rule_ln_div, ln_1 by (assumption || lra).
  replace (0 + 1 * t ^ S n) with (t ^ S n) in E by ring. lra.
Qed.
Lemma rule_near_exp_above k n eta : 0 < k -> 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> 0 < v -> v < 0 + delta' ->
  exists t, 0 < t /\ t < eta /\ v = k * ln (1 + 1 * t ^ S n).
Proof.
  intros Hk H. destruct (rule_near_above 1 n eta H) as (d & Hd & near).
  exists (k * ln (1 + d)). split.
  { apply Rmult_lt_0_compat; [assumption|]. rewrite <- ln_1. apply ln_increasing; lra. }
  intros delta' v H0 H1 H2 H3. destruct (rule_exp v k Hk) as (X & HX & ->).
  destruct (near d X) as (t & Ht & He & ->); try lra.
  - eapply rule_exp_gt; eassumption.
  - apply ln_lt_inv; try lra. apply Rmult_lt_reg_l with k; lra.
  - exists t. now repeat split.
Qed.
Lemma rule_near_exp_below k n eta : 0 < k -> 0 < eta -> exists delta, 0 < delta /\
  forall delta' v, 0 < delta' -> delta' <= delta -> v < 0 -> 0 - delta' < v ->
  exists t, 0 < t /\ t < eta /\ v = k * ln (1 - t ^ S n).
Proof.
  intros Hk H. destruct (rule_near_below 1 n (Rmin eta (1 / 2))) as (d & Hd & near).
  { apply Rmin_pos; lra. }
  assert (Hm : 0 < Rmin d (1 / 2)) by (apply Rmin_pos; lra).
  assert (M1 := Rmin_l d (1 / 2)). assert (M2 := Rmin_r d (1 / 2)).
  assert (M3 := Rmin_l eta (1 / 2)). set (m := Rmin d (1 / 2)) in *.
  exists (- (k * ln (1 - m))). split.
  { assert (ln (1 - m) < 0) by (rewrite <- ln_1; apply ln_increasing; lra). nra. }
  intros delta' v H0 H1 H2 H3. destruct (rule_exp v k Hk) as (X & HX & ->).
  destruct (near m X) as (t & Ht & He & ->); try lra.
  - eapply rule_exp_lt; eassumption.
  - apply ln_lt_inv; try lra. apply Rmult_lt_reg_l with k; lra.
  - exists t. repeat split; lra.
Qed.
Lemma rule_small K eps n stop : 0 < eps -> 0 < stop -> 0 < n -> exists eta, 0 < eta /\
  eta <= stop /\ forall s, 0 <= s -> s <= n * eta -> K * s < eps.
Proof.
  intros He Hs Hn. assert (P := Rabs_pos K). assert (L := Rle_abs K).
  assert (HD : 0 < n * (Rabs K + 1)) by (apply Rmult_lt_0_compat; lra).
  exists (Rmin stop (eps / (n * (Rabs K + 1)))). split; [|split].
  - apply Rmin_pos; [assumption | now apply Rdiv_lt_0_compat].
  - apply Rmin_l.
  - intros s H0 H1. assert (M := Rmin_r stop (eps / (n * (Rabs K + 1)))).
    assert (s * (Rabs K + 1) <= eps).
    { apply Rle_trans with (n * (eps / (n * (Rabs K + 1))) * (Rabs K + 1)).
      - apply Rmult_le_compat_r; [lra|]. apply Rle_trans with (1 := H1).
        apply Rmult_le_compat_l; lra.
      - right. field. lra. }
    assert (K * s <= Rabs K * s) by (apply Rmult_le_compat_r; lra).
    destruct H0 as [H0 | <-]; lra.
Qed.
Lemma rule_stop stop : 0 < stop -> exists eta, 0 < eta /\ eta <= stop.
Proof. exists stop. lra. Qed.
Lemma rule_bound b f : 0 <= b - Rabs f -> Rabs f <= b. Proof. lra. Qed.
Ltac minima := unfold Rmin; repeat destruct (Rle_dec _ _); lra.
Ltac near_side :=
  repeat match goal with H : Rabs (_ - _) < _ |- _ => apply Rabs_def2 in H; destruct H end; lra.

(* Limits of terms that are continuous up to t = 0. *)
Section Tends.
Context {T : Type} (D : R -> T -> Prop).
Hypothesis shrinks : forall a b t, a <= b -> D a t -> D b t.
Definition tends (f : T -> R) (L : R) : Prop :=
  forall eps, 0 < eps -> exists eta, 0 < eta /\ forall t, D eta t -> Rabs (f t - L) < eps.
Lemma tends_const c : tends (fun _ => c) c.
Proof. intros eps H. exists 1. split; [lra|]. intros. rewrite Rminus_diag_eq, Rabs_R0; auto. Qed.
Lemma tends_plus f g a b : tends f a -> tends g b -> tends (fun t => f t + g t) (a + b).
Proof.
  intros Hf Hg eps H. destruct (Hf (eps / 2)) as (u & Hu & Fu); [lra|].
  destruct (Hg (eps / 2)) as (v & Hv & Fv); [lra|]. exists (Rmin u v).
  split; [now apply Rmin_pos|]. intros t Ht.
  assert (A := Fu t (shrinks _ _ t (Rmin_l u v) Ht)).
  assert (B := Fv t (shrinks _ _ t (Rmin_r u v) Ht)).
  replace (f t + g t - (a + b)) with ((f t - a) + (g t - b)) by ring.
  apply Rle_lt_trans with (1 := Rabs_triang _ _). lra.
Qed.
Lemma tends_comp g f a : continuity_pt g a -> tends f a -> tends (fun t => g (f t)) (g a).
Proof.
  intros Hg Hf eps H. destruct (Hg eps H) as (alp & Ha & G). destruct (Hf alp Ha) as (u & Hu & F).
  exists u. split; [assumption|]. intros t Ht. destruct (Req_dec (f t) a) as [-> | N].
  - now rewrite Rminus_diag_eq, Rabs_R0.
  - apply (G (f t)). split; [split; [exact I | congruence] |]. now apply F.
Qed.
Lemma tends_pow n f a : tends f a -> tends (fun t => f t ^ n) (a ^ n).
Proof.
  apply (tends_comp (fun x => x ^ n)). apply derivable_continuous_pt, derivable_pt_pow.
Qed.
Lemma tends_opp f a : tends f a -> tends (fun t => - f t) (- a).
Proof.
  apply (tends_comp Ropp). apply continuity_pt_opp, derivable_continuous_pt, derivable_pt_id.
Qed.
Lemma tends_minus f g a b : tends f a -> tends g b -> tends (fun t => f t - g t) (a - b).
Proof. intros Hf Hg. apply tends_plus; [| apply tends_opp]; assumption. Qed.
Lemma tends_same f g a b : (forall t, f t = g t) -> a = b -> tends g b -> tends f a.
Proof.
  intros E -> H eps He. destruct (H eps He) as (u & Hu & F). exists u. split; [assumption|].
  intros t Ht. rewrite E. now apply F.
Qed.
Lemma tends_scale c f a : tends f a -> tends (fun t => c * f t) (c * a).
Proof.
  apply (tends_comp (Rmult c)).
  apply continuity_pt_mult; apply derivable_continuous_pt;
    [apply derivable_pt_const | apply derivable_pt_id].
Qed.
Lemma tends_mult f g a b : tends f a -> tends g b -> tends (fun t => f t * g t) (a * b).
Proof.
  intros Hf Hg.
  apply tends_same with (g := fun t => / 4 * ((f t + g t) ^ 2 - (f t - g t) ^ 2))
                        (b := / 4 * ((a + b) ^ 2 - (a - b) ^ 2)).
  - intro t. field.
  - field.
  - apply tends_scale, tends_minus; apply tends_pow; [apply tends_plus | apply tends_minus];
      assumption.
Qed.
Lemma tends_inv f a : a <> 0 -> tends f a -> tends (fun t => / f t) (/ a).
Proof.
  intro H. apply (tends_comp Rinv).
  apply (continuity_pt_inv id a); [apply derivable_continuous_pt, derivable_pt_id | exact H].
Qed.
Lemma tends_div f g a b : b <> 0 -> tends f a -> tends g b -> tends (fun t => f t / g t) (a / b).
Proof. intros H Hf Hg. apply tends_mult; [assumption | now apply tends_inv]. Qed.
Lemma tends_sqrt f a : 0 <= a -> tends f a -> tends (fun t => sqrt (f t)) (sqrt a).
Proof. intro H. apply tends_comp. now apply continuity_pt_sqrt. Qed.
Lemma tends_abs f a : tends f a -> tends (fun t => Rabs (f t)) (Rabs a).
Proof. apply tends_comp, Rcontinuity_abs. Qed.
Lemma tends_exp f a : tends f a -> tends (fun t => exp (f t)) (exp a).
Proof. apply tends_comp, derivable_continuous_pt, derivable_pt_exp. Qed.
Lemma tends_ln f a : 0 < a -> tends f a -> tends (fun t => ln (f t)) (ln a).
Proof.
  intro H. apply tends_comp, derivable_continuous_pt. exists (/ a). now apply derivable_pt_lim_ln.
Qed.
Lemma tends_max f g a b : tends f a -> tends g b -> tends (fun t => Rmax (f t) (g t)) (Rmax a b).
Proof.
  intros Hf Hg. apply tends_same with (g := fun t => (f t + g t + Rabs (f t - g t)) / 2)
                                      (b := (a + b + Rabs (a - b)) / 2).
  - intro t. apply rule_max.
  - apply rule_max.
  - apply (tends_div _ _ _ 2); [discrR | | apply tends_const].
    apply tends_plus; [now apply tends_plus | now apply tends_abs, tends_minus].
Qed.
Lemma tends_min f g a b : tends f a -> tends g b -> tends (fun t => Rmin (f t) (g t)) (Rmin a b).
Proof.
  intros Hf Hg. apply tends_same with (g := fun t => (f t + g t - Rabs (f t - g t)) / 2)
                                      (b := (a + b - Rabs (a - b)) / 2).
  - intro t. apply rule_min.
  - apply rule_min.
  - apply (tends_div _ _ _ 2); [discrR | | apply tends_const].
    apply tends_minus; [now apply tends_plus | now apply tends_abs, tends_minus].
Qed.
End Tends.
Definition above (eta t : R) : Prop := 0 < t < eta.
Definition above_2 (eta : R) (t : R * R) : Prop := above eta (fst t) /\ above eta (snd t).
Lemma above_shrinks a b t : a <= b -> above a t -> above b t.
Proof. unfold above. lra. Qed.
Lemma above_2_shrinks a b t : a <= b -> above_2 a t -> above_2 b t.
Proof. unfold above_2, above. lra. Qed.
Lemma tends_t : tends above (fun t => t) 0.
Proof.
  intros eps H. exists eps. split; [assumption|]. intros t [H0 H1]. rewrite Rminus_0_r, Rabs_right; lra.
Qed.
Lemma tends_fst : tends above_2 (fun t => fst t) 0.
Proof.
  intros eps H. exists eps. split; [assumption|]. intros t [[H0 H1] _].
  rewrite Rminus_0_r, Rabs_right; lra.
Qed.
Lemma tends_snd : tends above_2 (fun t => snd t) 0.
Proof.
  intros eps H. exists eps. split; [assumption|]. intros t [_ [H0 H1]].
  rewrite Rminus_0_r, Rabs_right; lra.
Qed.
Ltac continuous shrinks := lazymatch goal with
  | |- tends _ (fun t => t) _ => exact tends_t
  | |- tends _ (fun t => fst t) _ => exact tends_fst
  | |- tends _ (fun t => snd t) _ => exact tends_snd
  | |- tends _ (fun _ => ?c) _ => apply tends_const
  | |- tends _ (fun t => _ + _) _ => apply (tends_plus _ shrinks); continuous shrinks
  | |- tends _ (fun t => _ - _) _ => apply (tends_minus _ shrinks); continuous shrinks
  | |- tends _ (fun t => _ * _) _ => apply (tends_mult _ shrinks); continuous shrinks
  | |- tends _ (fun t => _ / _) _ =>
      apply (tends_div _ shrinks); [assumption || nonzero | continuous shrinks ..]
  | |- tends _ (fun t => - _) _ => apply tends_opp; continuous shrinks
  | |- tends _ (fun t => _ ^ _) _ => apply tends_pow; continuous shrinks
  | |- tends _ (fun t => sqrt _) _ =>
      apply tends_sqrt; [assumption || nonneg | continuous shrinks]
  | |- tends _ (fun t => Rabs _) _ => apply tends_abs; continuous shrinks
  | |- tends _ (fun t => exp _) _ => apply tends_exp; continuous shrinks
  | |- tends _ (fun t => ln _) _ => apply tends_ln; [assumption || pos | continuous shrinks]
  | |- tends _ (fun t => Rmax _ _) _ => apply (tends_max _ shrinks); continuous shrinks
  | |- tends _ (fun t => Rmin _ _) _ => apply (tends_min _ shrinks); continuous shrinks
  | |- tends ?D (?f ?c) ?L => change (tends D (fun t => f c t) L); continuous shrinks
  end.
Lemma rule_continuous F g g0 L eps : F - g = 0 -> g0 - L = 0 -> Rabs (g - g0) < eps ->
  Rabs (F - L) < eps.
Proof. intros E1 E2 H. replace (F - L) with (g - g0) by lra. exact H. Qed.
Lemma rule_continuous_0 F g g0 eps : F - g = 0 -> g0 - 0 = 0 -> Rabs (g - g0) < eps -> Rabs F < eps.
Proof. intros E1 E2 H. replace F with (g - g0) by lra. exact H. Qed.
Lemma rule_continuous_o F b g g0 eps : F - b * g = 0 -> g0 - 0 = 0 -> Rabs (g - g0) < eps ->
  Rabs F <= eps * Rabs b.
Proof.
  assert (Z : g0 - 0 = 0 -> g0 = 0) by lra.
  intros E1 E2 H. rewrite (Z E2) in H. replace F with ((g - 0) * b) by lra. rewrite Rabs_mult.
  apply Rmult_le_compat_r; [apply Rabs_pos | lra].
Qed.
Lemma rule_continuous_O F b g g0 : F - b * g = 0 -> Rabs (g - g0) < 1 ->
  Rabs F <= (Rabs g0 + 1) * Rabs b.
Proof.
  intros E1 H. replace F with (g * b) by lra. rewrite Rabs_mult.
  apply Rmult_le_compat_r; [apply Rabs_pos |]. replace g with ((g - g0) + g0) by ring.
  apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.
(* There is no other limit: near the point there is a value, and neither may be far there. *)
Lemma rule_half l : l <> 0 -> 0 < Rabs l / 2.
Proof. intro H. assert (P := Rabs_pos_lt l H). lra. Qed.
Lemma rule_far_point d e M : 0 < d -> 0 < e -> exists t, / d < t /\ / e < t /\ M < t.
Proof.
  intros. exists (Rmax (/ d) (Rmax (/ e) M) + 1).
  assert (A := Rmax_l (/ d) (Rmax (/ e) M)). assert (B := Rmax_r (/ d) (Rmax (/ e) M)).
  assert (C := Rmax_l (/ e) M). assert (D := Rmax_r (/ e) M). lra.
Qed.
Lemma rule_near_point d e r : 0 < d -> 0 < e -> 0 < r -> exists t, 0 < t /\ t < d /\ t < e /\ t < r.
Proof.
  intros. exists (Rmin d (Rmin e r) / 2). assert (0 < Rmin d (Rmin e r)) by now repeat apply Rmin_pos.
  assert (A := Rmin_l d (Rmin e r)). assert (B := Rmin_r d (Rmin e r)).
  assert (C := Rmin_l e r). assert (D := Rmin_r e r). lra.
Qed.
Lemma rule_another_limit u v l : Rabs u < Rabs l / 2 -> Rabs v < Rabs l / 2 -> u - v = l -> False.
Proof. intros U V <-. assert (T := Rabs_triang u (- v)). rewrite Rabs_Ropp in T. unfold Rminus in *. lra. Qed.
Lemma rule_another_o u v b l : Rabs u <= Rabs l / 2 * Rabs b -> Rabs v < Rabs l / 2 ->
  v = u / b - l -> False.
Proof.
  intros U V ->. assert (Q : Rabs (u / b) <= Rabs l / 2).
  { destruct (Req_dec b 0) as [-> | N].
    - rewrite Rabs_R0, Rmult_0_r in U. destruct (Req_dec u 0) as [-> | N].
      2: { assert (P := Rabs_pos_lt u N). lra. }
      unfold Rdiv at 1. rewrite Rmult_0_l, Rabs_R0. assert (L := Rabs_pos l). lra.
    - assert (P := Rabs_pos_lt b N). apply Rmult_le_reg_r with (Rabs b); [assumption |].
      rewrite <- Rabs_mult. now replace (u / b * b) with u by now field. }
  assert (T := Rabs_triang (u / b) (- (u / b - l))). rewrite Rabs_Ropp in T.
  replace (u / b + - (u / b - l)) with l in T by ring. lra.
Qed.
Ltac near_point := first [assumption | lra | apply Rgt_not_eq; lra | apply Rlt_not_eq; lra
                         | apply Rabs_def1; lra].
Lemma sqrt_4 : sqrt 4 = 2. Proof. apply rule_sqrt_out; lra. Qed.
Lemma sqrt_9 : sqrt 9 = 3. Proof. apply rule_sqrt_out; lra. Qed.
Ltac by_numbers H :=
  rewrite ?sqrt_1, ?sqrt_4, ?sqrt_9, ?ln_1, ?Rmult_0_r, ?Ropp_0, ?Rmult_0_r, ?exp_0 in H;
  first [lra | field_simplify in H; lra].
