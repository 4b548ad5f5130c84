import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const english: Words = {
  end: "make_it_stop make_these_stop stop stopping quit cease halt turn_off turn_these_off turn_this_off turn_them_off turn_it_off shut_off shut_these_off switch_off disable deactivate discontinue knock_it_off cut_it_out stahp stawp",
  leave:
    "unsubscribe* unsuscribe* opt_out opt_me_out opting_out optout desubscribe get_off_this get_me_off take_me_off sign_me_off",
  cancel: "cancel canceling cancelling end terminate",
  erase: "remove delete dlt rmv del erase take_off take_my drop strike scrub purge get_rid_of",
  send: "contact* msg_me reach_out text_me texting_me message_me messaging_me to_text to_message to_msg to_contact hmu_again hit_me_up text_this texting_this msging",
  texts:
    "texts messages msgs txts notifications alerts promos sms mms text_messages msg txt promotions marketing adverts blasts",
  no: "no not dont do_not never without stop_with zero aint quit_with dnt dont_ever",
  more: "more anymore any_more again no_longer further",
  want: "want wish need care_for like_to interested consent agree authorize permission want_any interest interested_in",
  get: "get getting receive receiving received got arrive arrived came never_got",
  me: "me us my i im",
  number: "number phone cell cellphone mobile num digits line",
  list: "list lists mailing_list database distribution contacts",
  wrong: "wrong incorrect mistaken belongs belong reassigned somebody_elses someone_elses wrong_nmbr",
  isnt: "not isnt no_longer aint wasnt isn_t hasnt_been dont_have does_not_have doesnt_have does_not_own doesnt_own doesnt_use",
  imNot:
    "theres_no there_is_no no_one_named nobody_named nobody_here_named i_dont_know dont_know_any dude_no im_not i_am_not this_isnt this_is_not not my_name_isnt my_name_is_not i_m_not im_no",
  email: "email emails e_mail emailing mail inbox",
  only: "only rather prefer just instead",
  join: "signed_up sign_up signup subscribed opted_in enrolled asked_for requested registered",
  angry:
    "scammers scammer fed_up sick_of_you sick_of_these pissing_me creeps creep police attorney blocking_you blocked_you i_blocked leave_me_alone leave_us_alone spam spamming spammers harass* harrass* lose_my_number wrong_number unsolicited deceased passed_away fed_up_with do_not_disturb_me scam report_you report_yall report_u reporting_you reporting_u reported_you reporting_as block_you block_u blocking_u im_blocking gonna_block will_block to_block leave_me_tf leave_me_be let_me_be let_us_be wrong_person wrong_guy wrong_girl wrong_lady wrong_phone wrong_num not_your_customer not_a_customer not_ur_customer work_phone company_phone dont_know_you dont_know_u no_idea_who_you lose_this_number delete_my_number stop_bothering stop_bugging bothering_me bugging_me annoying_me so_annoying f_off buzz_off pestering quit_bugging stalking stalker new_owner_of_this got_this_number new_number no_longer_alive has_died he_died she_died is_dead moved_away sold_this_phone sold_my_phone not_my_phone not_his_phone not_her_phone belongs_to_someone fcc ftc tcpa lawyer sue_you get_me_out get_me_off take_me_out invasion_of_privacy cease_and_desist blowing_up_my blow_up_my cut_it_out give_it_a_rest knock_it_off lay_off cool_it dont_hmu dont_hit_me give_me_a_break text_way_too_much text_too_much message_too_much asked_you asked_u told_you_to_stop told_u_to_stop not_that_person not_this_person not_the_person not_who_you not_who_u",
  keep: "miss love loving keep continue lose enjoy forget",
  order:
    "order orders appointment* appt reservation booking box boxes delivery package parcel shipment item items return refund exchange purchase size sizes product products tracking invoice receipt preorder pre_order cart membership_box subscribe_and_save autoship refill class session account_login password gift wrap wax glass code card review mug candle shirt stain color colour wrong_color gift_card store_hours ends_in my_new_number the_new_one new_one_is new_number_is update_my_number",
  ask: "how can_i could_i why what when where does do_you is_it should_i did",
  enough:
    "too_many too_much way_too so_many tired_of sick_of done_with over_these over_this good_on good_without had_enough enough_with enough_of chill_with ease_up_on easy_with relentless nonstop every_single_day constantly non_stop w_the_ads with_the_ads with_the_texts with_the_msgs with_the_messages",
  source:
    "who_gave where_did_you_get where_did_u_get where_u_get where_you_get how_did_you_get how_did_u_get how_you_get how_u_get how_do_you_have how_do_u_have how_do_you_know who_sold how_you_got where_yall_get who_has_given who_told_you",
  praise: "cute gorgeous beautiful amazing funny hilarious adorable obsessed perfect stunning",
};
