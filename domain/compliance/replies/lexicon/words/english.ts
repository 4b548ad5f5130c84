import type { Words } from "../concept.ts";

export const english: Words = {
  end: "make_it_stop make_these_stop stop stopping quit cease halt turn_off turn_these_off turn_this_off turn_them_off turn_it_off shut_off shut_these_off switch_off disable deactivate discontinue knock_it_off cut_it_out",
  leave:
    "unsubscribe* unsuscribe* opt_out opt_me_out opting_out optout desubscribe get_off_this get_me_off take_me_off sign_me_off",
  cancel: "cancel canceling cancelling end terminate",
  erase: "remove delete erase take_off take_my drop strike scrub purge get_rid_of",
  send: "contact* msg_me reach_out text_me texting_me message_me messaging_me",
  texts: "texts messages msgs txts notifications alerts promos sms mms text_messages",
  no: "no not dont do_not never without stop_with zero",
  more: "more anymore any_more again no_longer further",
  want: "want wish need care_for like_to interested consent agree authorize permission",
  get: "get getting receive receiving received got arrive arrived came never_got",
  me: "me us my i im",
  number: "number phone cell cellphone mobile num",
  list: "list lists mailing_list database distribution contacts",
  wrong: "wrong incorrect mistaken belongs belong reassigned somebody_elses someone_elses",
  isnt: "not isnt no_longer aint wasnt isn_t hasnt_been",
  imNot:
    "theres_no there_is_no no_one_named nobody_named nobody_here_named i_dont_know dont_know_any dude_no im_not i_am_not this_isnt this_is_not not my_name_isnt my_name_is_not i_m_not im_no",
  email: "email emails e_mail emailing mail inbox",
  only: "only rather prefer just instead",
  join: "signed_up sign_up signup subscribed opted_in enrolled asked_for requested registered",
  angry:
    "scammers scammer fed_up sick_of_you sick_of_these pissing_me creeps creep wrong_# police attorney blocking_you blocked_you i_blocked leave_me_alone leave_us_alone spam spamming spammers harass* harrass* lose_my_number wrong_number unsolicited deceased passed_away fed_up_with do_not_disturb_me scam",
  keep: "miss love loving keep continue lose enjoy forget",
  order:
    "order orders appointment* appt reservation booking box boxes delivery package parcel shipment item items return refund exchange purchase size sizes product products tracking invoice receipt preorder pre_order cart membership_box subscribe_and_save autoship refill class session account_login password gift wrap wax glass code card review mug candle shirt stain",
  ask: "how can_i could_i why what when where does do_you is_it should_i did",
};
