-- Where in the portal the matter of a message is looked at, when that is not a case: a payment, for instance.
alter table message add column path text constraint message_path_is_a_page check (path ~ '^/[a-z][a-z/-]*$');
