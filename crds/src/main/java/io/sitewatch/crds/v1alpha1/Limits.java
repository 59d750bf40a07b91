package io.sitewatch.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** The limits of the three levels, from the mildest to the most urgent; any may be absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "!has(self.alert) || !has(self.action) || !has(self.alert.above) || !has(self.action.above) || self.alert.above <= self.action.above",
        messageExpression =
                "'action.above %s is reached before alert.above %s: write limits that go up from alert over action to alarm'.format([self.action.above, self.alert.above])")
@ValidationRule(
        value =
                "!has(self.action) || !has(self.alarm) || !has(self.action.above) || !has(self.alarm.above) || self.action.above <= self.alarm.above",
        messageExpression =
                "'alarm.above %s is reached before action.above %s: write limits that go up from alert over action to alarm'.format([self.alarm.above, self.action.above])")
@ValidationRule(
        value =
                "!has(self.alert) || !has(self.alarm) || !has(self.alert.above) || !has(self.alarm.above) || self.alert.above <= self.alarm.above",
        messageExpression =
                "'alarm.above %s is reached before alert.above %s: write limits that go up from alert over action to alarm'.format([self.alarm.above, self.alert.above])")
@ValidationRule(
        value =
                "!has(self.alert) || !has(self.action) || !has(self.alert.below) || !has(self.action.below) || self.alert.below >= self.action.below",
        messageExpression =
                "'action.below %s is reached before alert.below %s: write limits that go down from alert over action to alarm'.format([self.action.below, self.alert.below])")
@ValidationRule(
        value =
                "!has(self.action) || !has(self.alarm) || !has(self.action.below) || !has(self.alarm.below) || self.action.below >= self.alarm.below",
        messageExpression =
                "'alarm.below %s is reached before action.below %s: write limits that go down from alert over action to alarm'.format([self.alarm.below, self.action.below])")
@ValidationRule(
        value =
                "!has(self.alert) || !has(self.alarm) || !has(self.alert.below) || !has(self.alarm.below) || self.alert.below >= self.alarm.below",
        messageExpression =
                "'alarm.below %s is reached before alert.below %s: write limits that go down from alert over action to alarm'.format([self.alarm.below, self.alert.below])")
public class Limits {
    @JsonPropertyDescription("Somebody looks at it")
    private Limit alert;

    @JsonPropertyDescription("Somebody does what the plan says")
    private Limit action;

    @JsonPropertyDescription("Work stops")
    private Limit alarm;

    public Limit getAlert() {
        return alert;
    }

    public void setAlert(Limit alert) {
        this.alert = alert;
    }

    public Limit getAction() {
        return action;
    }

    public void setAction(Limit action) {
        this.action = action;
    }

    public Limit getAlarm() {
        return alarm;
    }

    public void setAlarm(Limit alarm) {
        this.alarm = alarm;
    }
}
